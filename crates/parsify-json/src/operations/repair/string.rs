//! Strings of all kinds become strings of JSON.

use super::change::RepairCode;
use super::quote::{Quote, Verdict, head, quote_at};
use super::repairer::Repairer;
use crate::core::{Kind, unit};
use std::fmt::Write as _;

/// A place in the string at which it may end.
#[derive(Debug, Clone, Copy)]
struct Exit {
    /// Offset after the string.
    at: usize,
    /// Length of the result there, without a closing quote.
    written: usize,
    changes: usize,
}

/// How far a better end is looked for behind an end that is likely, in bytes.
const BEYOND: usize = 256;

/// One string on its way.
struct Reading {
    quote: Quote,
    is_key: bool,
    start: usize,
    /// Where the result of it begins, behind its quote.
    written: usize,
    /// The first quote that may end it.
    likely: Option<Exit>,
    /// The comma before the latest quote that ended nothing: there it ends if that quote opens a key.
    comma: Option<Exit>,
}

impl Repairer<'_> {
    /// Reads the string that starts here, and those that are added to it.
    pub(super) fn string(&mut self, quote: Quote, is_key: bool) {
        self.json.push('"');
        self.piece(quote, is_key);
        while let Some((end, next)) = self.added() {
            self.change(RepairCode::Concatenation, end, "");
            self.piece(next, is_key);
        }
        self.json.push('"');
    }

    /// The offset of a string that is added to the one before, and its quotes.
    fn added(&self) -> Option<(usize, Quote)> {
        let next = self.rest().trim_start();
        let operand = next.strip_prefix('+')?.trim_start();
        Some((self.source.len() - operand.len(), quote_at(operand)?))
    }

    fn piece(&mut self, quote: Quote, is_key: bool) {
        if self.triple(quote) {
            return;
        }
        let start = self.at;
        let index = self.changes.count;
        self.at += quote.open.len();
        let mut reading = Reading { quote, is_key, start, written: self.json.len(), likely: None, comma: None };
        if quote.open != "\"" {
            self.changes.add(RepairCode::Quotes, start, start, "");
        }
        while !self.step(&mut reading) {}
        if quote.open != "\""
            && let Some(change) = self.changes.listed.get_mut(index)
        {
            let text = self.json.get(reading.written..).unwrap_or_default();
            change.end = self.at;
            change.became = super::change::shown(&format!("\"{text}\""));
        }
    }

    /// Reads one character; true at the end of the string.
    fn step(&mut self, reading: &mut Reading) -> bool {
        if reading.likely.is_some_and(|exit| self.at > exit.at + BEYOND) {
            return self.leave(reading.likely);
        }
        let rest = self.rest();
        let Some(found) = rest.chars().next() else { return self.end_of_source(reading) };
        if let Some(length) = reading.quote.closing(rest) {
            return self.closing_quote(reading, length);
        }
        match found {
            '\\' => self.escape(reading.quote),
            '\n' | '\r' => return self.line_break(reading),
            '"' => {
                self.json.push_str("\\\"");
                if reading.quote.open != "\\\"" {
                    self.changes.add(RepairCode::QuoteInString, self.at, self.at + 1, "\\\"");
                }
                self.at += 1;
            }
            '\0'..='\u{1f}' => self.control(found),
            _ => {
                let special = |it: char| {
                    it < ' '
                        || matches!(it, '"' | '\\')
                        || reading.quote.close.iter().any(|close| close.starts_with(it))
                };
                let first = found.len_utf8();
                let length = rest.get(first..).and_then(|rest| rest.find(special)).map_or(rest.len(), |it| first + it);
                self.json.push_str(rest.get(..length).unwrap_or_default());
                self.at += length;
            }
        }
        false
    }

    fn exit(&self, at: usize) -> Exit {
        Exit { at, written: self.json.len(), changes: self.changes.count }
    }

    /// Goes back to where the string ends.
    fn leave(&mut self, exit: Option<Exit>) -> bool {
        if let Some(exit) = exit {
            self.at = exit.at;
            self.json.truncate(exit.written);
            self.changes.rewind(exit.changes);
        }
        true
    }

    fn closing_quote(&mut self, reading: &mut Reading, length: usize) -> bool {
        let after = self.at + length;
        match self.verdict(after, reading.is_key) {
            Verdict::Yes => {
                self.at = after;
                return true;
            }
            Verdict::Key if reading.comma.is_some() => {
                self.leave(reading.comma);
                self.changes.add(RepairCode::UnclosedString, self.at, self.at, "\"");
                return true;
            }
            Verdict::Maybe if reading.likely.is_none() => reading.likely = Some(self.exit(after)),
            Verdict::Maybe | Verdict::No | Verdict::Key => {}
        }
        reading.comma = self.comma_before(reading);
        let text = self.source.get(self.at..after).unwrap_or_default();
        if text == "\"" || text == "\\\"" {
            self.changes.add(RepairCode::QuoteInString, self.at, after, "\\\"");
            self.json.push_str("\\\"");
        } else {
            self.json.push_str(text.trim_start_matches('\\'));
        }
        self.at = after;
        false
    }

    /// The end of the string before the comma that stands before this quote.
    fn comma_before(&self, reading: &Reading) -> Option<Exit> {
        let written = self.json.get(reading.written..)?;
        let before = written.trim_end_matches([' ', '\t']);
        let text = before.strip_suffix(',')?;
        // Both texts end alike: between the comma and here nothing was changed.
        let at = self.at.checked_sub(written.len() - before.len() + 1)?;
        if self.container() != Some(Kind::Object) || self.source.as_bytes().get(at) != Some(&b',') {
            return None;
        }
        Some(Exit { at, written: reading.written + text.len(), changes: self.changes.count })
    }

    fn end_of_source(&mut self, reading: &Reading) -> bool {
        if reading.likely.is_some() {
            return self.leave(reading.likely);
        }
        let inside = reading.start + reading.quote.open.len();
        let end = self.unclosed_end(inside, self.at).max(inside);
        self.end_before(reading, end)
    }

    /// Ends the string at an offset that was passed already; nothing but plain characters stands behind it.
    fn end_before(&mut self, reading: &Reading, end: usize) -> bool {
        let tail = self.source.get(end..self.at).unwrap_or_default();
        let length = self.json.len().saturating_sub(escaped_length(tail)).max(reading.written);
        self.json.truncate(length);
        self.changes.add(RepairCode::UnclosedString, end, end, "\"");
        self.at = end;
        true
    }

    /// A line break in a string: of a text of several lines, or where the closing quote is missing.
    fn line_break(&mut self, reading: &Reading) -> bool {
        if reading.likely.is_some() {
            return self.leave(reading.likely);
        }
        let inside = reading.start + reading.quote.open.len();
        let line = self.source.get(inside..self.at).unwrap_or_default();
        if !line.contains('\n') && self.entry_follows(reading.is_key) {
            let text = line.trim_end();
            let text = text.strip_suffix(',').unwrap_or(text).trim_end();
            return self.end_before(reading, inside + text.len());
        }
        let found = self.peek().unwrap_or('\n');
        self.control(found);
        false
    }

    /// Whether the next line begins with a bracket, or a string that is a key.
    fn entry_follows(&self, is_key: bool) -> bool {
        let next = self.rest().trim_start();
        if next.starts_with(['}', ']']) {
            return true;
        }
        let Some(quote) = quote_at(next) else { return false };
        if is_key || quote.open.starts_with('\\') {
            return false;
        }
        let inside = head(next).get(quote.open.len()..).unwrap_or_default();
        let closing = inside.char_indices().find_map(|(at, _)| {
            let rest = inside.get(at..)?;
            quote.closing(rest).map(|length| rest.get(length..).unwrap_or_default())
        });
        let after = closing.unwrap_or_default().trim_start();
        match self.container() {
            Some(Kind::Object) => after.starts_with(':'),
            _ => after.starts_with([',', ']']),
        }
    }

    fn control(&mut self, found: char) {
        let mut escape = String::new();
        write_control(&mut escape, found);
        self.json.push_str(&escape);
        self.change(RepairCode::ControlCharacter, self.at + 1, &escape);
    }

    /// Escapes of JSON stay; others become what they most likely mean.
    fn escape(&mut self, quote: Quote) {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        // In a text that was escaped once too often, each backslash stands twice.
        if quote.open.starts_with('\\') && rest.starts_with("\\\\") {
            self.at += 1;
            if let Some(next @ (b'\\' | b'"' | b'n' | b't' | b'r' | b'u' | b'/' | b'b' | b'f')) = bytes.get(2)
                && (*next != b'u' || unit(bytes.get(1..).unwrap_or_default()).is_some())
            {
                let length = if *next == b'u' { 6 } else { 2 };
                let length = if *next == b'\\' && bytes.get(3) == Some(&b'"') { 3 } else { length };
                let text = self.rest().get(..length).unwrap_or_default();
                self.json.push_str(if length == 3 { "\\\"" } else { text });
                self.at += length;
                return;
            }
            self.json.push_str("\\\\");
            self.at += 1;
            return;
        }
        let hex = |from: usize, to: usize| {
            let digits = rest.get(from..to).filter(|digits| digits.bytes().all(|it| it.is_ascii_hexdigit()))?;
            u32::from_str_radix(digits, 16).ok()
        };
        let (length, became) = match bytes.get(1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => return self.keep(2),
            Some(b'u') if unit(bytes).is_some() => return self.keep(6),
            Some(b'u') if bytes.get(2) == Some(&b'{') => match rest.find('}') {
                Some(end @ 4..=9) => match hex(3, end).and_then(char::from_u32) {
                    Some(point) => (end + 1, json_character(point)),
                    None => (1, "\\\\".to_owned()),
                },
                _ => (1, "\\\\".to_owned()),
            },
            Some(b'x') if hex(2, 4).is_some() => (4, format!("\\u00{}", rest.get(2..4).unwrap_or_default())),
            Some(b'v') => (2, "\\u000b".to_owned()),
            Some(b'0') if !bytes.get(2).is_some_and(u8::is_ascii_digit) => (2, "\\u0000".to_owned()),
            Some(b'\r') if bytes.get(2) == Some(&b'\n') => (3, String::new()),
            Some(b'\n' | b'\r') => (2, String::new()),
            // What cannot be meant as an escape of a letter is a backslash: paths of Windows, regular expressions.
            Some(letter) if letter.is_ascii_alphanumeric() => (1, "\\\\".to_owned()),
            None => (1, "\\\\".to_owned()),
            Some(_) => (1, String::new()),
        };
        self.json.push_str(&became);
        self.change(RepairCode::Escape, self.at + length, &became);
    }

    fn keep(&mut self, length: usize) {
        self.json.push_str(self.rest().get(..length).unwrap_or_default());
        self.at += length;
    }

    /// A string in three quotes, as Python has them.
    fn triple(&mut self, quote: Quote) -> bool {
        let index = match quote.open {
            "\"" => 0,
            "'" => 1,
            _ => return false,
        };
        let marks = quote.open.repeat(3);
        let Some(inside) = self.rest().strip_prefix(marks.as_str()) else { return false };
        if self.no_triple.get(index) == Some(&true) {
            return false;
        }
        let Some(length) = inside.find(marks.as_str()) else {
            if let Some(none) = self.no_triple.get_mut(index) {
                *none = true;
            }
            return false;
        };
        let end = self.at + 2 * marks.len() + length;
        let written = self.json.len();
        write_text(&mut self.json, inside.get(..length).unwrap_or_default());
        let became = format!("\"{}\"", self.json.get(written..).unwrap_or_default());
        self.change(RepairCode::Quotes, end, &became);
        true
    }
}

/// Bytes that plain characters take in a string of JSON.
fn escaped_length(text: &str) -> usize {
    let mut json = String::new();
    write_text(&mut json, text);
    json.len()
}

/// Appends a text that has no escapes as it stands in a string of JSON.
pub(super) fn write_text(json: &mut String, text: &str) {
    for found in text.chars() {
        match found {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\0'..='\u{1f}' => write_control(json, found),
            _ => json.push(found),
        }
    }
}

fn json_character(found: char) -> String {
    let mut text = String::new();
    write_text(&mut text, found.encode_utf8(&mut [0; 4]));
    text
}

fn write_control(json: &mut String, found: char) {
    match found {
        '\n' => json.push_str("\\n"),
        '\r' => json.push_str("\\r"),
        '\t' => json.push_str("\\t"),
        _ => {
            // Writing to a string cannot fail.
            let _ = write!(json, "\\u{:04x}", u32::from(found));
        }
    }
}
