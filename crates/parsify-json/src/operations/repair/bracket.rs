//! Opening and closing.

use super::code::RepairCode;
use super::level::{Level, Opened};
use super::pen::Mark;
use super::repairer::{Repairer, State};
use super::stop::Stop;
use crate::core::Kind;

impl Repairer<'_> {
    pub(super) fn open_bracket(&mut self, kind: Kind, closes: char) -> Result<State, Stop> {
        self.begin_value()?;
        self.push(kind, Opened::Bracket, closes, 1)?;
        self.pen.keep(1);
        self.done();
        Ok(if kind == Kind::Object { State::Key } else { State::Value })
    }

    /// Opens a call or a tuple: whether it becomes an array shows at its end.
    pub(super) fn open_parenthesis(&mut self, opened: Opened, length: usize) -> Result<State, Stop> {
        self.begin_value()?;
        self.push(Kind::Array, opened, ')', length)?;
        self.pen.reserve(length);
        self.done();
        Ok(State::Value)
    }

    fn push(&mut self, kind: Kind, opened: Opened, closes: char, length: usize) -> Result<(), Stop> {
        if self.stack.len() >= self.max_depth {
            return Err(Stop::depth(self.pen.at(), self.max_depth));
        }
        let mark = self.pen.mark();
        self.stack.push(Level { kind, opened, closes, mark, length, entries: 0, doubled: 0 });
        *self.open.of(closes) += 1;
        self.deepest = self.deepest.max(self.stack.len());
        Ok(())
    }

    /// Opens an object without a brace before the only value so far, or before the first key.
    pub(super) fn open_members(&mut self, entries: usize) -> Result<(), Stop> {
        self.pen.insert(self.first, RepairCode::MissingBrackets, "{");
        self.push(Kind::Object, Opened::Nothing, '}', 0)?;
        if let Some(level) = self.stack.last_mut() {
            (level.mark, level.entries) = (self.first, entries);
        }
        Ok(())
    }

    /// Whether the array has one element so far, a string that turns out to be a key.
    pub(super) fn is_key_in_brackets(&self) -> bool {
        self.was_string
            && self
                .stack
                .last()
                .is_some_and(|level| level.kind == Kind::Array && level.closes == ']' && level.entries == 1)
    }

    /// Makes an object of what began as an array, or the other way round.
    pub(super) fn become_kind(&mut self, kind: Kind, code: RepairCode) {
        let Some(level) = self.stack.last_mut() else { return };
        level.kind = kind;
        let bracket = if kind == Kind::Object { "{" } else { "[" };
        self.pen.set_bracket(level.mark.out, bracket);
        self.pen.changes.add(code, level.mark.at, level.mark.at + level.length, bracket);
    }

    /// A closing bracket.
    pub(super) fn closing(&mut self, found: char, state: State) -> Result<State, Stop> {
        if let Some(level) = self.stack.last_mut()
            && level.doubled > 0
            && found == '}'
        {
            level.doubled -= 1;
            // A comma behind no entry is one too many, as it is behind the opening brace.
            let next = if level.entries == 0 { State::Key } else { State::After };
            self.settle(state)?;
            self.pen.replace(RepairCode::DoubledBrace, 1, "");
            return Ok(next);
        }
        self.settle(state)?;
        if self.stack.last().is_some_and(|level| level.closes != found) && self.closes_outside(found) {
            let inner = self.stack.iter().rev().take_while(|level| level.closes != found).count();
            self.close_missing(inner);
        }
        let had_comma = self.trailing_comma;
        if let Some(level) = self.pop() {
            self.close_with(&level, found, had_comma);
        }
        self.done();
        self.was_string = false;
        Ok(self.after_value())
    }

    /// Whether a closing bracket that does not fit closes one further out, and what is in between was left open.
    fn closes_outside(&self, found: char) -> bool {
        let count = self.open.count(found);
        let closes_document = count == 1 && self.stack.first().is_some_and(|level| level.closes == found);
        let next = self.pen.rest().get(1..).unwrap_or_default().trim_start().chars().next();
        // If it closed the document, more of the document could not follow.
        count > 0 && !(closes_document && matches!(next, Some(',' | '}' | ']')))
    }

    /// Writes the end of a level that a bracket closes.
    fn close_with(&mut self, level: &Level, found: char, had_comma: bool) {
        if !level.is_parenthesis() {
            if level.right().starts_with(found) {
                return self.pen.keep(1);
            }
            let is_set = level.kind == Kind::Array && level.closes == '}' && found == '}';
            let code = if is_set { RepairCode::Set } else { RepairCode::WrongBracket };
            return self.pen.replace(code, 1, level.right());
        }
        let (code, opening, closing) = parentheses(level, had_comma);
        if !opening.is_empty() {
            self.pen.set_bracket(level.mark.out, opening);
        }
        self.pen.changes.add(code, level.mark.at, level.mark.at + level.length, opening);
        self.pen.replace(code, 1, closing);
    }

    /// Closes so many levels that the source does not close, where the latest token ends.
    pub(super) fn close_missing(&mut self, levels: usize) {
        let (mark, mut text) = (self.last, String::new());
        for _ in 0..levels {
            let Some(level) = self.pop() else { break };
            if level.is_parenthesis() {
                let (code, opening, closing) = parentheses(&level, false);
                if !opening.is_empty() {
                    self.pen.set_bracket(level.mark.out, opening);
                }
                self.pen.changes.add(code, level.mark.at, level.mark.at + level.length, opening);
                self.note_closing(RepairCode::MissingClosing, mark, closing);
                text.push_str(closing);
                continue;
            }
            let is_bare = level.opened == Opened::Nothing;
            let code = if is_bare { RepairCode::MissingBrackets } else { RepairCode::MissingClosing };
            self.note_closing(code, mark, level.right());
            text.push_str(level.right());
        }
        self.last = self.pen.insert_noted(mark, &text);
        if let Some(comma) = &mut self.comma {
            comma.out += text.len();
        }
        if self.stack.is_empty() {
            self.end_of_value = self.last;
        }
        self.was_string = false;
    }

    fn note_closing(&mut self, code: RepairCode, mark: Mark, text: &str) {
        if !text.is_empty() {
            self.pen.changes.add(code, mark.at, mark.at, text);
        }
    }

    fn pop(&mut self) -> Option<Level> {
        let level = self.stack.pop()?;
        *self.open.of(level.closes) -= 1;
        Some(level)
    }

    /// Settles what waits for a value or an entry.
    pub(super) fn settle(&mut self, state: State) -> Result<(), Stop> {
        match state {
            State::Colon => self.value_missing(),
            State::Value if self.container() == Some(Kind::Object) => self.null()?,
            State::Outside | State::Value | State::Key | State::After => {}
        }
        self.trailing_comma = self.comma.is_some();
        if let Some(comma) = self.comma.take() {
            self.pen.take_back(comma, RepairCode::TrailingComma);
        }
        Ok(())
    }

    /// Closes all that is open.
    pub(super) fn close_all(&mut self, state: State) -> Result<(), Stop> {
        if self.stack.is_empty() {
            return Ok(());
        }
        self.settle(state)?;
        self.close_missing(self.stack.len());
        Ok(())
    }
}

/// Why parentheses are changed, and what stands in their places.
const fn parentheses(level: &Level, had_comma: bool) -> (RepairCode, &'static str, &'static str) {
    let code = match level.opened {
        Opened::Call => RepairCode::Call,
        _ if level.entries == 1 && !had_comma => RepairCode::Parentheses,
        _ => RepairCode::Tuple,
    };
    match (level.opened, level.entries) {
        (Opened::Call, 0) => (code, "", "null"),
        (Opened::Call, 1) => (code, "", ""),
        (_, 1) if !had_comma => (code, "", ""),
        _ => (code, "[", "]"),
    }
}
