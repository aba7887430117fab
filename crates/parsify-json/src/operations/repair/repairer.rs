//! The grammar of what is nearly JSON.
//!
//! Every step takes at least one character or leads to a state whose step does; what is looked at ahead of it is bounded, or
//! is passed over once. So repairing takes time linear in the source.

use super::change::{Changes, RepairCode};
use super::frame::{Frame, is_scalar};
use super::quote::{Quote, quote_at};
use crate::core::{Code, Fault, Kind};

/// What is wanted next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Value,
    Key,
    Colon,
    After,
}

/// An open bracket.
#[derive(Debug)]
pub(super) struct Level {
    pub(super) kind: Kind,
    /// What closes it in the source: `)` closes a tuple, `}` a set.
    pub(super) closes: char,
    /// Nothing opened it in the source.
    pub(super) implied: bool,
    /// Offset in the source.
    opened_at: usize,
    /// Offset in the result.
    written_at: usize,
    entries: usize,
}

pub(super) struct Repairer<'a> {
    /// The source up to the end of the frame.
    pub(super) source: &'a str,
    pub(super) at: usize,
    pub(super) json: String,
    pub(super) stack: Vec<Level>,
    pub(super) changes: Changes,
    /// How many open brackets are closed by `}`, `]` and `)`.
    open: [usize; 3],
    /// The comma that waits for the next entry.
    comma: Option<usize>,
    /// Parentheses of calls that are open.
    calls: usize,
    /// Whether the latest value is a string.
    was_string: bool,
    /// How many values stand outside of all brackets.
    values: usize,
    max_depth: usize,
    /// No three quotes of this kind follow: double, single.
    pub(super) no_triple: [bool; 2],
}

impl<'a> Repairer<'a> {
    pub(super) fn new(source: &'a str, frame: Frame, max_depth: usize, changes: Changes) -> Self {
        let mut repairer = Self {
            source: source.get(..frame.end).unwrap_or(source),
            at: frame.start,
            json: String::with_capacity(source.len() + source.len() / 8),
            stack: Vec::new(),
            changes,
            open: [0; 3],
            comma: None,
            calls: 0,
            was_string: false,
            values: 0,
            max_depth,
            no_triple: [false; 2],
        };
        if frame.bare_members {
            repairer.changes.add(RepairCode::MissingBrackets, frame.start, frame.start, "{");
            repairer.values = 1;
            repairer.push(Kind::Object, '}', true);
            repairer.json.push('{');
        }
        repairer
    }

    /// The text of JSON and what was changed.
    ///
    /// # Errors
    ///
    /// Too much nesting; no value at all.
    pub(super) fn run(mut self) -> Result<(String, Changes), Fault> {
        let mut state = if self.stack.is_empty() { State::Value } else { State::Key };
        loop {
            self.gap();
            let Some(found) = self.peek() else { break };
            state = match state {
                State::Value => self.value(found)?,
                State::Key => self.key(found)?,
                State::Colon => self.colon(found),
                State::After => self.after(found)?,
            };
        }
        self.finish(state)?;
        Ok((self.json, self.changes))
    }

    pub(super) fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn container(&self) -> Option<Kind> {
        self.stack.last().map(|level| level.kind)
    }

    pub(super) fn in_tuple(&self) -> bool {
        self.calls > 0 || self.open[2] > 0
    }

    /// Replaces the source up to `end`.
    pub(super) fn change(&mut self, code: RepairCode, end: usize, became: &str) {
        self.changes.add(code, self.at, end, became);
        self.at = end;
    }

    fn drop_character(&mut self, code: RepairCode) {
        let end = self.at + self.peek().map_or(0, char::len_utf8);
        self.change(code, end, "");
    }

    /// Removes characters that begin nothing, all in a row.
    fn drop_garbage(&mut self) {
        let rest = self.rest();
        let first = self.peek().map_or(0, char::len_utf8);
        let begins =
            |it: char| it.is_whitespace() || it.is_alphanumeric() || "{}[]():,;\"'`\\/#-+.…_$“”„‘’«".contains(it);
        let length = rest.get(first..).and_then(|rest| rest.find(begins)).map_or(rest.len(), |length| first + length);
        self.change(RepairCode::Unexpected, self.at + length, "");
    }

    fn push(&mut self, kind: Kind, closes: char, implied: bool) {
        let (opened_at, written_at) = (self.at, self.json.len());
        self.stack.push(Level { kind, closes, implied, opened_at, written_at, entries: 0 });
        self.count(closes, 1);
    }

    fn count(&mut self, closes: char, by: isize) {
        if let Some(count) = self.open.get_mut(index_of(closes)) {
            *count = count.saturating_add_signed(by);
        }
    }

    /// Makes room for the next element or member.
    pub(super) fn entry(&mut self) {
        match self.stack.last_mut() {
            Some(level) => {
                if level.entries > 0 {
                    self.json.push(',');
                }
                level.entries += 1;
            }
            None => self.values += 1,
        }
        self.comma = None;
    }

    /// Makes room for a value: those of objects have it already.
    pub(super) fn begin_value(&mut self) {
        self.was_string = false;
        if self.container() != Some(Kind::Object) {
            self.entry();
        }
    }

    fn null(&mut self, code: RepairCode) {
        self.changes.add(code, self.at, self.at, "null");
        self.begin_value();
        self.json.push_str("null");
    }

    fn value(&mut self, found: char) -> Result<State, Fault> {
        if let Some(quote) = quote_at(self.rest()) {
            self.begin_value();
            self.string(quote, false);
            self.was_string = true;
            return Ok(State::After);
        }
        match found {
            '{' => self.open_bracket(Kind::Object, '}'),
            '[' => self.open_bracket(Kind::Array, ']'),
            '(' if self.stack.is_empty() => {
                self.drop_character(RepairCode::Call);
                self.calls += 1;
                Ok(State::Value)
            }
            '(' => {
                self.changes.add(RepairCode::WrongBracket, self.at, self.at + 1, "[");
                self.open_bracket(Kind::Array, ')')
            }
            '}' | ']' | ')' => self.closing(found, State::Value),
            ',' if self.container() == Some(Kind::Object) => {
                self.null(RepairCode::MissingValue);
                Ok(State::After)
            }
            ',' => {
                self.drop_character(RepairCode::ExtraComma);
                Ok(State::Value)
            }
            ':' => {
                self.drop_character(RepairCode::ExtraColon);
                Ok(State::Value)
            }
            _ if self.ellipsis() => Ok(State::Value),
            _ => Ok(self.word(found)),
        }
    }

    fn open_bracket(&mut self, kind: Kind, closes: char) -> Result<State, Fault> {
        if self.stack.len() >= self.max_depth {
            return Err(Fault::new(Code::Depth, self.at, self.at + 1).limited_by(self.max_depth));
        }
        self.begin_value();
        self.push(kind, closes, false);
        self.json.push(char::from(kind.brackets().0));
        self.at += 1;
        Ok(if kind == Kind::Object { State::Key } else { State::Value })
    }

    fn key(&mut self, found: char) -> Result<State, Fault> {
        if let Some(quote) = quote_at(self.rest()) {
            self.entry();
            self.string(quote, true);
            return Ok(State::Colon);
        }
        match found {
            '}' | ']' | ')' => return self.closing(found, State::Key),
            ',' => self.drop_character(RepairCode::ExtraComma),
            ':' => {
                self.changes.add(RepairCode::MissingKey, self.at, self.at, "\"\"");
                self.entry();
                self.json.push_str("\"\"");
                return Ok(State::Colon);
            }
            '{' | '[' if self.begins_next_element() => {
                let comma = self.comma.take();
                self.close_level(true);
                self.comma = comma;
                return Ok(State::Value);
            }
            '{' | '[' | '(' => self.drop_character(RepairCode::Unexpected),
            _ if self.ellipsis() => {}
            _ if self.bare_key() => return Ok(State::Colon),
            _ => self.drop_garbage(),
        }
        Ok(State::Key)
    }

    /// Whether a bracket in the place of a key tells that the brace of an element before it is missing.
    fn begins_next_element(&self) -> bool {
        let level = self.stack.last();
        let outside = self.stack.iter().rev().nth(1);
        level.is_some_and(|level| level.entries > 0 && !level.implied)
            && outside.is_some_and(|outside| outside.kind == Kind::Array)
    }

    fn colon(&mut self, found: char) -> State {
        match found {
            ':' => self.at += 1,
            '=' => {
                let end = self.at + if self.rest().starts_with("=>") { 2 } else { 1 };
                self.change(RepairCode::MissingColon, end, ":");
            }
            ',' | '}' | ']' | ')' | ';' => return self.key_alone(),
            _ => self.changes.add(RepairCode::MissingColon, self.at, self.at, ":"),
        }
        self.json.push(':');
        State::Value
    }

    /// A key without a value: the first one tells a set, which becomes an array.
    fn key_alone(&mut self) -> State {
        match self.stack.last_mut() {
            Some(level) if level.entries == 1 && !level.implied => {
                level.kind = Kind::Array;
                let (at, written_at) = (level.opened_at, level.written_at);
                self.json.replace_range(written_at..=written_at, "[");
                self.unquote_scalar(written_at + 1);
                self.changes.add(RepairCode::WrongBracket, at, at + 1, "[");
            }
            _ => {
                self.changes.add(RepairCode::MissingValue, self.at, self.at, "null");
                self.json.push_str(":null");
            }
        }
        State::After
    }

    /// Takes the quotes from what was quoted as a key, and is the literal or number of an element.
    fn unquote_scalar(&mut self, written_at: usize) {
        let was_bare = self.changes.latest().is_some_and(|change| change.code == RepairCode::UnquotedKey);
        let written = self.json.get(written_at..).unwrap_or_default();
        let scalar = written.strip_prefix('"').and_then(|text| text.strip_suffix('"')).filter(|text| is_scalar(text));
        if let (true, Some(scalar)) = (was_bare, scalar.map(str::to_owned)) {
            self.changes.rewind(self.changes.count - 1);
            self.json.truncate(written_at);
            self.json.push_str(&scalar);
        }
    }

    fn after(&mut self, found: char) -> Result<State, Fault> {
        let next = match self.stack.last() {
            None => return self.after_document(found),
            Some(level) if level.kind == Kind::Object => State::Key,
            Some(_) => State::Value,
        };
        match found {
            ',' => {
                self.comma = Some(self.at);
                self.at += 1;
                return Ok(next);
            }
            ';' => {
                self.change(RepairCode::MissingComma, self.at + 1, ",");
                return Ok(next);
            }
            '}' | ']' | ')' => return self.closing(found, State::After),
            ':' if self.is_object_in_brackets() => {
                self.become_object();
                self.json.push(':');
                self.at += 1;
                return Ok(State::Value);
            }
            ':' => self.drop_character(RepairCode::ExtraColon),
            _ if self.ellipsis() => {}
            _ if self.ends_implied(found) => self.drop_rest(),
            '{' | '[' | '(' | '\\' | '-' | '+' | '.' | '_' | '$' => return Ok(self.next_entry(next, found)),
            _ if found.is_alphanumeric() || quote_at(self.rest()).is_some() => {
                return Ok(self.next_entry(next, found));
            }
            _ => self.drop_garbage(),
        }
        Ok(State::After)
    }

    /// Goes on without a comma, unless what follows is no entry.
    fn next_entry(&mut self, next: State, found: char) -> State {
        if found == '+' || (found == '\\' && quote_at(self.rest()).is_none()) {
            self.drop_character(RepairCode::Unexpected);
            return State::After;
        }
        if !self.stack.last().is_some_and(|level| level.implied) {
            self.changes.add(RepairCode::MissingComma, self.at, self.at, ",");
        }
        next
    }

    /// Whether the array has one element so far, a string that turns out to be a key.
    fn is_object_in_brackets(&self) -> bool {
        self.was_string
            && self.stack.last().is_some_and(|level| level.kind == Kind::Array && level.entries == 1 && !level.implied)
    }

    fn become_object(&mut self) {
        let Some(level) = self.stack.last_mut() else { return };
        level.kind = Kind::Object;
        let (at, written_at) = (level.opened_at, level.written_at);
        self.json.replace_range(written_at..=written_at, "{");
        self.changes.add(RepairCode::WrongBracket, at, at + 1, "{");
    }

    /// What follows the value outside of all brackets: another value, or text.
    fn after_document(&mut self, found: char) -> Result<State, Fault> {
        match found {
            ')' if self.calls > 0 => {
                self.drop_character(RepairCode::Call);
                self.calls -= 1;
            }
            '}' | ']' | ')' => self.drop_character(RepairCode::ExtraClosing),
            ';' => self.drop_character(RepairCode::Unexpected),
            ',' => {
                let rest = self.rest().get(1..).unwrap_or_default().trim_start();
                if rest.is_empty() {
                    self.drop_character(RepairCode::TrailingComma);
                } else {
                    self.at += 1;
                    self.become_element();
                    return Ok(State::Value);
                }
            }
            _ if self.is_value(found) => {
                self.become_element();
                return Ok(State::Value);
            }
            _ => self.drop_rest(),
        }
        Ok(State::After)
    }

    /// Puts the only value so far into an array.
    fn become_element(&mut self) {
        self.changes.add(RepairCode::MissingBrackets, self.at, self.at, "[");
        self.json.insert(0, '[');
        self.push(Kind::Array, ']', true);
        if let Some(level) = self.stack.last_mut() {
            level.entries = 1;
        }
    }

    /// Whether a value of JSON begins here, and no text.
    fn is_value(&self, found: char) -> bool {
        if matches!(found, '{' | '[' | '"') {
            return true;
        }
        let rest = self.rest();
        let end = rest.find(|it: char| it.is_whitespace() || ",}]".contains(it)).unwrap_or(rest.len());
        rest.get(..end).is_some_and(is_scalar)
    }

    /// Whether text follows the last entry of brackets that are not there.
    fn ends_implied(&self, found: char) -> bool {
        match self.stack.last() {
            Some(level) if level.implied && level.kind == Kind::Array => !self.is_value(found),
            _ => false,
        }
    }

    fn drop_rest(&mut self) {
        self.change(RepairCode::TextAround, self.source.len(), "");
    }

    fn closing(&mut self, found: char, state: State) -> Result<State, Fault> {
        if found == ')' && self.calls > 0 && self.stack.last().is_none_or(|level| level.closes != ')') {
            self.dangling(state);
            if state == State::Value && self.container() != Some(Kind::Object) && self.comma.is_none() {
                self.null(RepairCode::MissingValue);
            }
            self.at += 1;
            self.calls -= 1;
            return Ok(State::After);
        }
        let Some(level) = self.stack.last() else {
            self.drop_character(RepairCode::ExtraClosing);
            return Ok(state);
        };
        if level.implied && level.kind == Kind::Array {
            self.drop_character(RepairCode::ExtraClosing);
            return Ok(state);
        }
        if level.closes != found && !self.mismatched(found) {
            // No bracket outside is of this kind: dropped, or mistyped.
            if found == ')' {
                self.drop_character(RepairCode::ExtraClosing);
                return Ok(state);
            }
            self.dangling(state);
            let right = self.stack.last().map_or(']', |level| char::from(level.kind.brackets().1));
            self.changes.add(RepairCode::WrongBracket, self.at, self.at + 1, right.encode_utf8(&mut [0; 4]));
            self.at += 1;
            self.close_level(false);
            return Ok(State::After);
        }
        self.dangling(state);
        while self.stack.last().is_some_and(|level| level.closes != found) {
            self.close_level(true);
        }
        self.at += 1;
        self.close_level(false);
        Ok(State::After)
    }

    /// Whether a closing bracket that does not fit closes one further out, and what is in between was left open.
    fn mismatched(&self, found: char) -> bool {
        if self.open.get(index_of(found)).is_none_or(|count| *count == 0) {
            return false;
        }
        let outermost = self.stack.first().is_some_and(|level| level.closes == found);
        let only = self.open.get(index_of(found)) == Some(&1);
        let rest = self.rest().get(1..).unwrap_or_default();
        let next = rest.trim_start().chars().next();
        // If it closed the document, more of the document could not follow.
        !(outermost && only && matches!(next, Some(',' | '}' | ']')))
    }

    /// Settles what waits for a value or an entry.
    fn dangling(&mut self, state: State) {
        if state == State::Value && self.container() == Some(Kind::Object) {
            self.null(RepairCode::MissingValue);
        }
        if let Some(comma) = self.comma.take() {
            self.changes.add(RepairCode::TrailingComma, comma, comma + 1, "");
        }
    }

    /// Writes the closing bracket of the innermost level.
    fn close_level(&mut self, missing: bool) {
        let Some(level) = self.stack.pop() else { return };
        self.count(level.closes, -1);
        if let Some(comma) = self.comma.take() {
            self.changes.add(RepairCode::TrailingComma, comma, comma + 1, "");
        }
        let bracket = char::from(level.kind.brackets().1);
        if missing {
            self.changes.add(RepairCode::MissingClosing, self.at, self.at, bracket.encode_utf8(&mut [0; 4]));
        }
        self.json.push(bracket);
        self.was_string = false;
    }

    fn finish(&mut self, state: State) -> Result<(), Fault> {
        match state {
            State::Colon => {
                self.changes.add(RepairCode::MissingValue, self.at, self.at, "null");
                self.json.push_str(":null");
            }
            State::Value | State::Key | State::After => self.dangling(state),
        }
        while let Some(level) = self.stack.last() {
            let missing = !level.implied;
            self.close_level(missing);
        }
        if self.values == 0 {
            return Err(Fault::new(Code::Empty, self.at, self.at));
        }
        Ok(())
    }

    /// Opens a call: its parenthesis closes it.
    pub(super) fn call(&mut self, end: usize) {
        self.change(RepairCode::Call, end, "");
        self.calls += 1;
    }

    /// Removes dots in the place of entries that were left out, with a name that they spread.
    fn ellipsis(&mut self) -> bool {
        let rest = self.rest();
        let dots =
            if rest.starts_with('…') { '…'.len_utf8() } else { rest.len() - rest.trim_start_matches('.').len() };
        if dots < 2 {
            return false;
        }
        let after = rest.get(dots..).unwrap_or_default();
        let name = after.find(|it: char| !(it.is_alphanumeric() || it == '_' || it == '$')).unwrap_or(after.len());
        self.change(RepairCode::Ellipsis, self.at + dots + name, "");
        true
    }

    /// Where the string that is never closed ends: before the brackets at the end that close what is open.
    pub(super) fn unclosed_end(&self, start: usize, end: usize) -> usize {
        let text = self.source.get(start..end).unwrap_or_default();
        let tail = |it: char| it.is_whitespace() || matches!(it, '}' | ']' | ')');
        let inside = text.trim_end_matches(tail);
        let brackets = text.get(inside.len()..).unwrap_or_default().chars().filter(|it| !it.is_whitespace());
        let mut levels = self.stack.iter().rev().map(|level| level.closes);
        if brackets.clone().next().is_some() && brackets.clone().all(|bracket| levels.next() == Some(bracket)) {
            start + inside.trim_end_matches(',').trim_end().len()
        } else if brackets.clone().next().is_none() {
            start + inside.trim_end_matches(',').len()
        } else {
            end
        }
    }

    /// The quotes of the string that starts here, if one does.
    pub(super) fn quote(&self) -> Option<Quote> {
        quote_at(self.rest())
    }
}

const fn index_of(closes: char) -> usize {
    match closes {
        '}' => 0,
        ']' => 1,
        _ => 2,
    }
}
