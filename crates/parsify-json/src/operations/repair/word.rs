//! Words: literals, numbers, calls, and texts without quotes.

use super::change::RepairCode;
use super::frame::is_scalar;
use super::quote::{head, quote_at};
use super::repairer::{Repairer, State};
use super::string::write_text;
use crate::core::{Kind, json_number, scan_json5_number};

impl Repairer<'_> {
    /// A value that begins with no bracket and no quote.
    pub(super) fn word(&mut self, found: char) -> State {
        if !(found.is_alphanumeric()
            || !found.is_ascii()
            || matches!(found, '-' | '+' | '.' | '_' | '$' | '@' | '%' | '*' | '~' | '<' | '/' | '&'))
        {
            let end = self.at + found.len_utf8();
            self.change(RepairCode::Unexpected, end, "");
            return State::Value;
        }
        let first = self.first_word();
        let rest = self.rest();
        let after = rest.get(first..).unwrap_or_default();
        let name = rest.get(..first).unwrap_or_default();
        if after.starts_with('(') && is_name(name) {
            self.call(self.at + first + 1);
            return State::Value;
        }
        if name == "new" && after.starts_with(' ') {
            self.change(RepairCode::Call, self.at + first + 1, "");
            return State::Value;
        }
        if matches!(name, "u" | "b" | "r" | "f" | "U" | "B" | "R" | "F" | "rb" | "br" | "fr" | "rf")
            && after.starts_with(['"', '\''])
        {
            self.change(RepairCode::Quotes, self.at + first, "");
            return State::Value;
        }
        let length = if self.stands_alone(name, after) { first } else { self.text_length() };
        let text = rest.get(..length).unwrap_or_default().trim_end();
        self.begin_value();
        self.plain(text);
        State::After
    }

    /// Bytes of the word that begins here.
    fn first_word(&self) -> usize {
        let rest = self.rest();
        let ends = |it: char| it.is_whitespace() || ",{}[]()\"';".contains(it);
        let end = rest.find(ends).unwrap_or(rest.len());
        end.max(self.peek().map_or(0, char::len_utf8))
    }

    /// Whether a literal or number is a value of its own, and not the beginning of a text.
    fn stands_alone(&self, word: &str, after: &str) -> bool {
        if value_of(word).is_none() {
            return false;
        }
        let next = after.trim_start_matches([' ', '\t']);
        let end = next.find(|it: char| it.is_whitespace() || ",}])".contains(it)).unwrap_or(next.len()).min(64);
        let following = next.get(..end).unwrap_or_default();
        match next.chars().next() {
            Some(letter) if letter.is_alphanumeric() => {
                value_of(following).is_some()
                    || following.contains(':')
                    || next.get(end..).is_some_and(|it| it.trim_start_matches(' ').starts_with(':'))
            }
            _ => true,
        }
    }

    /// Bytes of the text without quotes that begins here.
    fn text_length(&self) -> usize {
        let rest = self.rest();
        if self.stack.is_empty() {
            // A document that is nothing but text.
            return rest.find(['{', '[']).unwrap_or(rest.len());
        }
        let (mut before, mut word) = (' ', 0);
        let in_tuple = self.in_tuple();
        for (at, found) in rest.char_indices() {
            let next = rest.get(at + found.len_utf8()..).unwrap_or_default();
            let spaced = before.is_whitespace();
            match found {
                '\n' | '\r' | ',' | '}' | ']' | '{' | '[' => return at,
                ')' if in_tuple => return at,
                ';' if next.trim_start_matches([' ', '\t']).starts_with(['\n', '\r', '}', ']']) => return at,
                '"' if spaced && at > 0 => return at,
                '/' if spaced && next.starts_with(['/', '*']) => return at,
                '#' if spaced => return at,
                ':' if at > 0 && (next.is_empty() || next.starts_with([' ', '\t', '"', '\'', '{', '[', '\n'])) => {
                    // The word before it is the key of the next member.
                    return if word > 0 && self.container() == Some(Kind::Object) { word } else { at };
                }
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
        let end = self.at + text.len();
        match value_of(text).or_else(|| self.truncated(text)) {
            Some((_, json)) if json == text => {
                self.json.push_str(text);
                self.at = end;
            }
            Some((code, json)) => {
                self.json.push_str(&json);
                self.change(code, end, &json);
            }
            None => self.quoted(RepairCode::UnquotedString, text),
        }
    }

    /// A number that breaks off with its document.
    fn truncated(&self, text: &str) -> Option<(RepairCode, String)> {
        let is_last = self.at + text.len() == self.source.len();
        let json = format!("{text}0");
        (is_last && text.ends_with(['e', 'E', '-', '+', '.']) && is_scalar(&json)).then_some((RepairCode::Number, json))
    }

    fn quoted(&mut self, code: RepairCode, text: &str) {
        let start = self.json.len();
        self.json.push('"');
        write_text(&mut self.json, text);
        self.json.push('"');
        let became = self.json.get(start..).unwrap_or_default().to_owned();
        self.change(code, self.at + text.len(), &became);
    }

    /// A key without quotes, if one stands here.
    pub(super) fn bare_key(&mut self) -> bool {
        let rest = self.rest();
        let ends =
            |it: char| matches!(it, ':' | '=' | ',' | ';' | '{' | '}' | '[' | ']' | '(' | ')' | '"' | '\n' | '\r');
        // A key of several words is short; one of a single word is passed over as a whole.
        let near = head(rest);
        let far =
            || if near.contains(char::is_whitespace) { near.len() } else { rest.find(ends).unwrap_or(rest.len()) };
        let end = near.find(ends).unwrap_or_else(far);
        let text = rest.get(..end).unwrap_or_default();
        let text = text.split("/*").next().unwrap_or(text).split("//").next().unwrap_or(text).trim_end();
        if text.is_empty() {
            return false;
        }
        if matches!(text, "u" | "b" | "r" | "f") && rest.get(text.len()..).and_then(quote_at).is_some() {
            self.change(RepairCode::Quotes, self.at + text.len(), "");
            let Some(quote) = self.quote() else { return false };
            self.entry();
            self.string(quote, true);
            return true;
        }
        let text = match text.find([' ', '\t']) {
            // A literal that is followed by a gap and more is no key of several words.
            Some(gap) if rest.get(end..).is_none_or(|rest| !rest.starts_with([':', '='])) => {
                text.get(..gap).unwrap_or(text)
            }
            _ => text,
        };
        self.entry();
        self.quoted(RepairCode::UnquotedKey, text);
        true
    }
}

/// Whether a word is a literal or number of any of the languages that are known.
pub(super) fn is_scalar_of_any_kind(word: &str) -> bool {
    value_of(word).is_some()
}

/// A literal or number as JSON has it, and why it is changed.
fn value_of(text: &str) -> Option<(RepairCode, String)> {
    /// The longest literal of all.
    const LONGEST: usize = "-Infinity".len();
    if text.len() <= LONGEST
        && let Some((code, json)) = literal(text)
    {
        return Some((code, json.to_owned()));
    }
    if is_scalar(text) {
        return Some((RepairCode::Number, text.to_owned()));
    }
    number(text).map(|json| (RepairCode::Number, json))
}

fn literal(text: &str) -> Option<(RepairCode, &'static str)> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    Some(match text.to_ascii_lowercase().as_str() {
        "true" => (RepairCode::Literal, "true"),
        "false" => (RepairCode::Literal, "false"),
        "null" | "nil" | "none" | "undefined" => (RepairCode::Literal, "null"),
        _ if ["nan", "inf", "infinity"].iter().any(|name| unsigned.eq_ignore_ascii_case(name)) => {
            (RepairCode::NonFinite, "null")
        }
        _ => return None,
    })
}

/// Numbers of JSON5, in base 2 and 8, with underscores, and big integers of JavaScript.
fn number(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    if !bytes.iter().any(u8::is_ascii_digit) {
        return None;
    }
    if scan_json5_number(bytes, 0) == Some(bytes.len()) {
        return json_number(text);
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let sign = if text.starts_with('-') { "-" } else { "" };
    for (prefix, base) in [("0b", 2), ("0B", 2), ("0o", 8), ("0O", 8)] {
        if let Some(digits) = unsigned.strip_prefix(prefix) {
            let value = u128::from_str_radix(digits, base).ok()?;
            return Some(format!("{sign}{value}"));
        }
    }
    if text.ends_with('_') || text.contains("__") || !text.contains(['_', 'n']) {
        return None;
    }
    let digits = text.strip_suffix('n').unwrap_or(text).replace('_', "");
    is_scalar(&digits).then_some(digits)
}

fn is_name(text: &str) -> bool {
    text.starts_with(|it: char| it.is_alphabetic() || it == '_' || it == '$')
        && text.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '$' | '.'))
}
