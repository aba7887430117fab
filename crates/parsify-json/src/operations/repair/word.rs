//! Words: literals, numbers, calls, and texts without quotes.

use super::code::RepairCode;
use super::gap::comment;
use super::level::Opened;
use super::quote::head;
use super::repairer::{Repairer, State};
use super::scalar::{Scalar, is_scalar_of_any_kind, scalar, truncated};
use super::stop::Stop;
use super::string::write_text;
use crate::core::Kind;

impl Repairer<'_> {
    /// A value that begins with no bracket and no quote.
    pub(super) fn word(&mut self, found: char) -> Result<State, Stop> {
        if found.is_control() || matches!(found, '=' | '\\' | '|') {
            return Err(self.ambiguous(found.len_utf8(), "what stands here begins no value", "put a value here"));
        }
        let rest = self.pen.rest();
        let first = first_word(rest);
        let name = rest.get(..first).unwrap_or_default();
        let after = rest.get(first..).unwrap_or_default();
        if is_code(name, after) {
            let message = "found a function: code has no value in JSON";
            return Err(self.ambiguous(first, message, "put what it gives in its place"));
        }
        if name == "new" && is_call(after.trim_start_matches([' ', '\t'])) {
            let gap = after.len() - after.trim_start_matches([' ', '\t']).len();
            let callee = first_word(after.get(gap..).unwrap_or_default());
            return self.open_parenthesis(Opened::Call, first + gap + callee + 1);
        }
        if is_call(rest) {
            return self.open_parenthesis(Opened::Call, first + 1);
        }
        let length = if stands_alone(name, after) { first } else { self.text_length(rest) };
        let text = rest.get(..length).unwrap_or_default().trim_end();
        self.begin_value()?;
        self.plain(text);
        self.done();
        Ok(self.after_value())
    }

    /// Bytes of the text without quotes that begins here.
    fn text_length(&self, rest: &str) -> usize {
        let (mut before, mut word, mut open) = (' ', 0, 0_usize);
        for (at, found) in rest.char_indices() {
            let next = rest.get(at + found.len_utf8()..).unwrap_or_default();
            let spaced = before.is_whitespace();
            match found {
                '\n' | '\r' | ',' | '}' | ']' | '{' | '[' => return at,
                '(' => open += 1,
                ')' if open == 0 && self.in_parentheses() => return at,
                ')' => open = open.saturating_sub(1),
                ';' if next.trim_start_matches([' ', '\t']).starts_with(['\n', '\r', '}', ']']) => return at,
                ';' if next.is_empty() => return at,
                '"' if spaced && at > 0 => return at,
                '/' | '#' | '<' if spaced && comment(head(rest.get(at..).unwrap_or_default())).is_some() => return at,
                ':' if at > 0
                    && (next.is_empty() || next.starts_with([' ', '\t', '"', '\'', '{', '[', '\n', '\r'])) =>
                {
                    // The word before it is the key of the next member.
                    return if word > 0 && self.container() == Some(Kind::Object) { word } else { at };
                }
                '\0'..='\u{1f}' if found != '\t' => return at,
                _ => {}
            }
            if spaced && !found.is_whitespace() {
                word = at;
            }
            before = found;
        }
        rest.len()
    }

    /// Writes a literal, a number, or a text in quotes.
    fn plain(&mut self, text: &str) {
        let breaks_off = self.pen.at() + text.len() == self.pen.source().len() && !self.stack.is_empty();
        if let Some(scalar) = scalar(text, self.non_finite) {
            return match scalar {
                Scalar::Json => self.pen.keep(text.len()),
                Scalar::Changed(code, json) => self.pen.replace(code, text.len(), &json),
            };
        }
        match if breaks_off { truncated(text) } else { None } {
            Some(json) => self.pen.replace(RepairCode::Truncated, text.len(), &json),
            None => self.quoted(RepairCode::UnquotedString, text.len()),
        }
    }

    /// Puts so many bytes in quotes.
    pub(super) fn quoted(&mut self, code: RepairCode, length: usize) {
        let mut json = String::from('"');
        write_text(&mut json, self.pen.rest().get(..length).unwrap_or_default());
        json.push('"');
        self.pen.replace(code, length, &json);
    }
}

/// Bytes of the word that begins here.
fn first_word(rest: &str) -> usize {
    let ends = |it: char| it.is_whitespace() || it.is_control() || ",{}[]()\"';".contains(it);
    let end = rest.find(ends).unwrap_or(rest.len());
    end.max(rest.chars().next().map_or(0, char::len_utf8))
}

/// Whether a literal or number is a value of its own, and not the beginning of a text.
fn stands_alone(word: &str, after: &str) -> bool {
    if !is_scalar_of_any_kind(word) {
        return false;
    }
    let next = head(after.trim_start_matches([' ', '\t']));
    let end = next.find(|it: char| it.is_whitespace() || ",}])".contains(it)).unwrap_or(next.len());
    let following = next.get(..end).unwrap_or_default();
    match next.chars().next() {
        Some(letter) if letter.is_alphanumeric() => {
            let behind = next.get(end..).unwrap_or_default();
            is_scalar_of_any_kind(following)
                || following.contains(':')
                || behind.trim_start_matches(' ').starts_with(':')
        }
        _ => true,
    }
}

/// Whether a name and a parenthesis stand in front.
pub(super) fn is_call(text: &str) -> bool {
    let text = head(text);
    let length = first_word(text);
    text.get(length..).is_some_and(|after| after.starts_with('(')) && text.get(..length).is_some_and(is_name)
}

fn is_name(text: &str) -> bool {
    text.starts_with(|it: char| it.is_alphabetic() || it == '_' || it == '$')
        && text.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '$' | '.'))
}

/// Whether a function of JavaScript or Python begins here.
fn is_code(name: &str, after: &str) -> bool {
    let after = head(after);
    match name {
        "function" => after.trim_start().starts_with('(') || is_call(after.trim_start()),
        "lambda" => after.contains(':'),
        _ => false,
    }
}
