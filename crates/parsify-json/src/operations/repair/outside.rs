//! What stands around documents: texts, marks of Markdown, names, separators.

use super::code::RepairCode;
use super::quote::{begins_member, head, quote_at};
use super::repairer::{Repairer, State};
use super::scalar::is_scalar_of_any_kind;
use super::stop::Stop;
use super::word::is_call;

const FENCE: &str = "```";

impl Repairer<'_> {
    pub(super) fn outside(&mut self, found: char) -> Result<State, Stop> {
        if self.fence() {
            return Ok(State::Outside);
        }
        match found {
            ',' if self.values == 0 || self.comma.is_some() => self.remove(RepairCode::ExtraComma, 1),
            ',' => {
                self.comma = Some(self.pen.mark());
                self.pen.keep(1);
            }
            ';' => self.remove(RepairCode::Terminator, 1),
            '}' | ']' | ')' => self.remove(RepairCode::ExtraClosing, 1),
            ':' if self.values == 1 && self.was_string && self.comma.is_none() => {
                self.open_members(1)?;
                self.pen.keep(1);
                self.done();
                return Ok(State::Value);
            }
            ':' if self.values > 0 => {
                let message = "found a colon behind a document: what is meant to be in an object cannot be told";
                return Err(self.ambiguous(1, message, "look for a bracket too many before it"));
            }
            '{' | '[' | '(' => return self.value(found),
            _ if self.string_here().is_some() => return self.value(found),
            _ => return self.outer_text(found),
        }
        Ok(State::Outside)
    }

    /// Removes a mark of a block of code with the name of its language, or one around code within a line.
    fn fence(&mut self) -> bool {
        let rest = self.pen.rest();
        let Some(after) = rest.strip_prefix(FENCE) else {
            let opens = rest.starts_with("`{") || rest.starts_with("`[");
            let closes = self.fenced && rest.starts_with('`');
            if opens || closes {
                self.fenced = opens;
                self.remove(RepairCode::Fence, 1);
            }
            return opens || closes;
        };
        let end = after.find(|it: char| !(it.is_alphanumeric() || "+-_.#".contains(it))).unwrap_or(after.len());
        let name = after.get(..end).unwrap_or_default();
        let is_name = !is_scalar_of_any_kind(name) && !after.get(end..).is_some_and(|rest| rest.starts_with(FENCE));
        let opens = !self.fenced;
        self.fenced = opens;
        self.remove(RepairCode::Fence, FENCE.len() + if opens && is_name { end } else { 0 });
        true
    }

    /// Whether the block of Markdown that the document stands in ends here, before the document does.
    pub(super) fn leaves_fence(&self) -> bool {
        self.fenced && !self.stack.is_empty() && self.pen.rest().starts_with(FENCE)
    }

    /// A word outside of all brackets: a value, a name, or a text.
    fn outer_text(&mut self, found: char) -> Result<State, Stop> {
        let rest = self.pen.rest();
        if self.comma.is_some() || self.in_line_of_scalars(rest) || is_call_of_value(rest) {
            return self.word(found);
        }
        let end = text_end(rest);
        let text = rest.get(..end).unwrap_or_default();
        if self.values == 0 && begins_members(text, end == rest.len()) {
            self.first = self.pen.mark();
            self.values = 1;
            self.open_members(0)?;
            return Ok(State::Key);
        }
        let at = self.pen.at();
        if self.values == 0 && end == rest.len() {
            let text = text.trim_end();
            if text.contains(['\n', '\r', '\0']) || self.outside_changed {
                return Err(Stop::no_json(at, at + text.len()));
            }
            self.entry()?;
            self.quoted(RepairCode::UnquotedString, text.len());
            self.done();
            return Ok(State::Outside);
        }
        if looks_like_data(text) {
            let message = "found text outside of the document that may be a part of it";
            return Err(Stop::ambiguous(at, at + end, message, "cut off what does not belong to the document"));
        }
        self.remove(RepairCode::TextAround, if end == rest.len() { text.trim_end().len() } else { end });
        Ok(State::Outside)
    }

    /// Whether all words up to the next line or bracket are literals and numbers.
    fn in_line_of_scalars(&mut self, rest: &str) -> bool {
        if self.pen.at() < self.scalars_to {
            return true;
        }
        let end = rest.find(['\n', '\r', '{', '[', '`']).unwrap_or(rest.len());
        let line = rest.get(..end).unwrap_or_default();
        let mut words = line.split([' ', '\t', ',', ';']).filter(|word| !word.is_empty());
        let are_scalars = words.all(is_scalar_of_any_kind);
        if are_scalars {
            self.scalars_to = self.pen.at() + end;
        }
        are_scalars
    }

    /// Puts the values that stand outside of all brackets into an array.
    ///
    /// # Errors
    ///
    /// There is none; the array is nested too deeply.
    pub(super) fn finish_outside(&mut self) -> Result<(), Stop> {
        if let Some(comma) = self.comma.take() {
            self.pen.take_back(comma, RepairCode::TrailingComma);
        }
        if self.values == 0 {
            return Err(Stop::empty(self.pen.at()));
        }
        if self.values == 1 {
            return Ok(());
        }
        if self.deepest >= self.max_depth {
            return Err(Stop::depth(self.first.at, self.max_depth));
        }
        self.pen.insert(self.end_of_value, RepairCode::MissingBrackets, "]");
        self.pen.changes.add_first(RepairCode::MissingBrackets, self.first.at, "[");
        self.pen.insert_noted(self.first, "[");
        Ok(())
    }
}

/// Whether a call stands in front whose argument is a value, and not a text with parentheses.
fn is_call_of_value(text: &str) -> bool {
    if !is_call(text) {
        return false;
    }
    let text = head(text);
    let inside = text.find('(').and_then(|at| text.get(at + 1..)).unwrap_or_default().trim_start();
    inside.is_empty()
        || inside.starts_with(['{', '[', '"', '\'', '-', '/', ')'])
        || inside.starts_with(|it: char| it.is_ascii_digit())
}

/// Where a text ends: before the next document, the next mark of a block of code, or with the source.
fn text_end(text: &str) -> usize {
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['{', '[', '`'])) {
        at += found;
        let rest = text.get(at..).unwrap_or_default();
        let is_mark = rest.starts_with(FENCE) || rest.starts_with("`{") || rest.starts_with("`[");
        if is_mark || looks_like_document(head(rest)) {
            return at;
        }
        at += 1;
    }
    text.len()
}

/// Whether what follows a bracket in a text tells that it is none of the text.
fn looks_like_document(text: &str) -> bool {
    let Some(inside) = text.strip_prefix(['{', '[']) else { return false };
    let next = inside.trim_start();
    let Some(found) = next.chars().next() else { return true };
    if matches!(found, '{' | '[' | '/' | '}' | ']' | '-' | '0'..='9') || quote_at(next).is_some() {
        return true;
    }
    let word = next.find(|it: char| !it.is_alphanumeric()).unwrap_or(next.len());
    let is_object = text.starts_with('{');
    (is_object && begins_member(next)) || (!is_object && next.get(..word).is_some_and(is_scalar_of_any_kind))
}

/// Whether a name, a colon and a literal, number or string begin a text, or any value where no bracket follows.
fn begins_members(text: &str, is_all: bool) -> bool {
    let line = head(text);
    let line = line.split(['\n', '\r']).next().unwrap_or_default();
    let end =
        line.find(|it: char| !(it.is_alphanumeric() || matches!(it, '_' | '$' | '-' | '.'))).unwrap_or(line.len());
    let Some(after) = line.get(end..).map(|rest| rest.trim_start_matches([' ', '\t'])) else { return false };
    let Some(value) = after.strip_prefix(':') else { return false };
    let word = value.split(',').next().unwrap_or_default().trim();
    let is_value = is_scalar_of_any_kind(word) || quote_at(word).is_some();
    end > 0 && value.starts_with([' ', '\t']) && (is_value || (is_all && !word.is_empty()))
}

/// Whether a text has brackets that close more than it opens, or quotes before a colon.
fn looks_like_data(text: &str) -> bool {
    let (mut open, mut before) = (0_usize, ' ');
    for found in text.chars() {
        match found {
            '{' | '[' => open += 1,
            '}' | ']' if open == 0 => return true,
            '}' | ']' => open -= 1,
            ':' if before == '"' => return true,
            _ => {}
        }
        before = found;
    }
    false
}
