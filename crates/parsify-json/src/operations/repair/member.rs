//! Keys and colons.

use super::code::RepairCode;
use super::quote::{head, quote_at};
use super::repairer::{Repairer, State};
use super::scalar::is_scalar_of_any_kind;
use super::stop::Stop;
use crate::core::Kind;

impl Repairer<'_> {
    pub(super) fn key(&mut self, found: char) -> Result<State, Stop> {
        if let Some((prefix, quote)) = self.string_here() {
            self.entry()?;
            self.string(prefix, quote, true);
            self.done();
            return Ok(State::Colon);
        }
        match found {
            '}' | ']' | ')' => return self.closing(found, State::Key),
            ',' | ';' => self.remove(RepairCode::ExtraComma, 1),
            ':' => {
                self.entry()?;
                self.pen.insert(self.pen.mark(), RepairCode::MissingKey, "\"\"");
                self.done();
                return Ok(State::Colon);
            }
            '{' if self.is_doubled_brace() => self.double_brace(),
            '{' | '[' if self.begins_next_element() => {
                self.close_missing(1);
                return Ok(State::After);
            }
            '{' | '[' | '(' => return Err(self.no_key("found a bracket where a key is expected")),
            _ if self.ellipsis() => {}
            _ if self.is_set() => {
                self.become_kind(Kind::Array, RepairCode::Set);
                return Ok(State::Value);
            }
            _ => return self.bare_key(),
        }
        Ok(State::Key)
    }

    fn no_key(&self, message: &'static str) -> Stop {
        self.ambiguous(1, message, "put a key and a colon before it, or close the object before it")
    }

    /// Whether a bracket in the place of a key tells that the brace of an element before it is missing.
    fn begins_next_element(&self) -> bool {
        let mut levels = self.stack.iter().rev();
        let (level, outside) = (levels.next(), levels.next());
        level.is_some_and(|level| level.entries > 0 && level.closes == '}' && level.doubled == 0)
            && outside.is_some_and(|outside| outside.kind == Kind::Array)
    }

    /// Whether the brace here is the second of two, as templates have them.
    fn is_doubled_brace(&self) -> bool {
        self.stack.last().is_some_and(|level| level.entries == 0 && level.mark.at + level.doubled + 1 == self.pen.at())
    }

    fn double_brace(&mut self) {
        if let Some(level) = self.stack.last_mut() {
            level.doubled += 1;
        }
        self.pen.replace(RepairCode::DoubledBrace, 1, "");
    }

    /// Whether the object is a set whose first element is a literal or number.
    fn is_set(&self) -> bool {
        let rest = head(self.pen.rest());
        let end = rest.find(|it: char| it.is_whitespace() || ",:={}[]()\"'/#".contains(it)).unwrap_or(rest.len());
        self.stack.last().is_some_and(|level| level.entries == 0 && level.closes == '}')
            && rest.get(end..).is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with([',', '}']))
            && rest.get(..end).is_some_and(is_scalar_of_any_kind)
    }

    pub(super) fn colon(&mut self, found: char) -> Result<State, Stop> {
        match found {
            ':' => self.pen.keep(1),
            '=' => {
                let length = if self.pen.rest().starts_with("=>") { 2 } else { 1 };
                self.pen.replace(RepairCode::MissingColon, length, ":");
            }
            ',' | '}' | ']' | ')' | ';' => {
                self.key_alone();
                return Ok(State::After);
            }
            _ if self.begins_value(found) => {
                self.last = self.pen.insert(self.last, RepairCode::MissingColon, ":");
                return Ok(State::Value);
            }
            _ => return Err(self.no_key("found neither a colon nor a value after a key")),
        }
        self.done();
        Ok(State::Value)
    }

    fn begins_value(&self, found: char) -> bool {
        matches!(found, '{' | '[' | '-' | '+' | '.' | '_' | '$')
            || found.is_alphanumeric()
            || quote_at(self.pen.rest()).is_some()
    }

    /// A key without a value: the first one tells a set, which becomes an array.
    fn key_alone(&mut self) {
        let is_set = |level: &super::level::Level| level.entries == 1 && level.closes == '}' && level.length > 0;
        if self.stack.last().is_some_and(is_set) {
            self.become_kind(Kind::Array, RepairCode::Set);
        } else {
            self.value_missing();
        }
    }

    /// A key with which the document breaks off, or that others follow.
    pub(super) fn value_missing(&mut self) {
        self.last = self.pen.insert(self.last, RepairCode::MissingValue, ": null");
    }

    /// A key without quotes.
    fn bare_key(&mut self) -> Result<State, Stop> {
        let text = bare_key(self.pen.rest());
        if text.is_empty() || text.starts_with('\\') {
            return Err(self.no_key("what stands here is no key"));
        }
        self.entry()?;
        self.quoted(RepairCode::UnquotedKey, text.len());
        self.done();
        Ok(State::Colon)
    }
}

/// The key without quotes that starts a text: of several words only if a colon follows soon, for a value may follow one.
fn bare_key(text: &str) -> &str {
    let ends = |text: &str, at: usize, it: char| ends_key(it) || text.get(at..).is_some_and(is_comment);
    let line = head(text);
    let end = line.char_indices().find(|(at, it)| ends(line, *at, *it));
    if let Some((end, ':' | '=')) = end {
        return line.get(..end).unwrap_or_default().trim_end();
    }
    let end = text.char_indices().find(|(at, it)| it.is_whitespace() || ends(text, *at, *it));
    end.map_or(text, |(end, _)| text.get(..end).unwrap_or_default())
}

fn ends_key(found: char) -> bool {
    found.is_control() || ":=,;{}[]()\"".contains(found)
}

fn is_comment(text: &str) -> bool {
    text.starts_with("//") || text.starts_with("/*")
}
