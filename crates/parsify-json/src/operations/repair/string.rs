//! Strings of all kinds become strings of JSON.

use super::code::RepairCode;
use super::quote::{Quote, quote_at};
use super::repairer::Repairer;
use std::fmt::Write as _;

/// What stands before the quotes of a string of Python.
const PREFIXES: [&str; 16] = ["u", "b", "r", "f", "U", "B", "R", "F", "rb", "br", "fr", "rf", "Rb", "bR", "Rf", "fR"];

/// The length of such a prefix and its quotes.
pub(super) fn prefixed(text: &str) -> Option<(usize, Quote)> {
    let prefix =
        PREFIXES.iter().find(|prefix| text.strip_prefix(**prefix).is_some_and(|rest| rest.starts_with(['"', '\''])))?;
    quote_at(text.get(prefix.len()..)?).map(|quote| (prefix.len(), quote))
}

/// Which quotes a string has, and how they are written.
#[derive(Debug, Clone, Copy)]
struct Style {
    quote: Quote,
    is_key: bool,
    /// Whether backslashes mean themselves.
    is_raw: bool,
}

impl Repairer<'_> {
    /// Reads the string that starts here, behind a prefix of so many bytes, and those that are added to it.
    pub(super) fn string(&mut self, prefix: usize, quote: Quote, is_key: bool) {
        let start = self.pen.mark();
        let is_raw = self.pen.rest().get(..prefix).is_some_and(|prefix| prefix.contains(['r', 'R']));
        self.pen.rewrite(prefix, "");
        let mut code = (prefix > 0 || !quote.is_double()).then_some(RepairCode::Quotes);
        if self.piece(Style { quote, is_key, is_raw }, true) {
            code = Some(RepairCode::Quotes);
        }
        while let Some((gap, quote)) = self.added() {
            code = Some(RepairCode::Concatenation);
            self.pen.rewrite(gap, "");
            self.piece(Style { quote, is_key, is_raw: false }, false);
        }
        self.pen.rewrite(0, "\"");
        if let Some(code) = code {
            self.pen.note_since(code, start);
        }
    }

    /// The length of the gap before a string that is added to the one before, and its quotes.
    fn added(&self) -> Option<(usize, Quote)> {
        let rest = self.pen.rest();
        let operand = rest.trim_start().strip_prefix('+')?.trim_start();
        Some((rest.len() - operand.len(), quote_at(operand)?))
    }

    /// Reads a string and writes it, but for its closing quote; true if it has three.
    fn piece(&mut self, style: Style, is_first: bool) -> bool {
        let opening = if is_first { "\"" } else { "" };
        if let Some(length) = self.triple(style.quote) {
            self.pen.rewrite(3, opening);
            let end = self.pen.at() + length;
            self.inside(style, end);
            self.pen.rewrite(3, "");
            return true;
        }
        self.pen.rewrite(style.quote.open.len(), opening);
        let ending = self.ending(style.quote, self.pen.at(), style.is_key);
        self.inside(style, ending.end);
        if ending.quote == 0 {
            self.pen.changes.add(RepairCode::UnclosedString, ending.end, ending.end, "\"");
        }
        self.pen.rewrite(ending.quote, "");
        false
    }

    /// Writes what stands in a string up to an offset.
    fn inside(&mut self, style: Style, end: usize) {
        while self.pen.at() < end {
            let text = self.pen.between(self.pen.at(), end);
            let plain = text.find(|it: char| it < ' ' || matches!(it, '"' | '\\')).unwrap_or(text.len());
            self.pen.keep(plain);
            let text = text.get(plain..).unwrap_or_default();
            match text.chars().next() {
                Some('\\') if style.is_raw => self.pen.replace(RepairCode::Escape, 1, "\\\\"),
                Some('\\') if style.quote.is_escaped() => self.unescape(text),
                Some('\\') => self.escape(text, style.quote),
                Some('"') if style.quote.is_double() => self.pen.replace(RepairCode::QuoteInString, 1, "\\\""),
                Some('"') => self.pen.rewrite(1, "\\\""),
                Some(control) => {
                    let mut escape = String::new();
                    write_control(&mut escape, control);
                    self.pen.replace(RepairCode::ControlCharacter, 1, &escape);
                }
                None => {}
            }
        }
    }

    /// The length of what stands between three quotes, as Python has them.
    fn triple(&mut self, quote: Quote) -> Option<usize> {
        let (index, marks) = match quote.open {
            "\"" => (0, "\"\"\""),
            "'" => (1, "'''"),
            _ => return None,
        };
        let inside = self.pen.rest().strip_prefix(marks)?;
        let none = self.no_triple.get_mut(index)?;
        if *none {
            return None;
        }
        let length = inside.find(marks);
        *none = length.is_none();
        length
    }
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
