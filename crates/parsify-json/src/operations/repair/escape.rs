//! Escapes of other languages, and those that were meant as none.

use super::code::RepairCode;
use super::quote::Quote;
use super::repairer::Repairer;
use super::string::write_text;
use crate::core::unit;

impl Repairer<'_> {
    /// Escapes of JSON stay; others become what they most likely mean. The text ends with the string.
    pub(super) fn escape(&mut self, text: &str, quote: Quote) {
        let bytes = text.as_bytes();
        let (length, became) = match bytes.get(1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => return self.pen.keep(2),
            Some(b'u') if unit(bytes).is_some() => return self.pen.keep(6),
            Some(b'u') if bytes.get(2) == Some(&b'{') => braced(text).unwrap_or_else(backslash),
            Some(b'x') => match hex(text, 2, 4) {
                Some(_) => (4, format!("\\u00{}", text.get(2..4).unwrap_or_default())),
                None => backslash(),
            },
            Some(b'v') => (2, "\\u000b".to_owned()),
            Some(b'0') if !bytes.get(2).is_some_and(u8::is_ascii_digit) => (2, "\\u0000".to_owned()),
            Some(b'\r') if bytes.get(2) == Some(&b'\n') => (3, String::new()),
            Some(b'\n' | b'\r') => (2, String::new()),
            // What cannot be meant as an escape is a backslash: in paths of Windows, in regular expressions.
            Some(b'\'' | b'`') => (1, String::new()),
            _ if text.get(1..).is_some_and(|rest| quote.closing(rest).is_some()) => (1, String::new()),
            _ => backslash(),
        };
        self.pen.replace(RepairCode::Escape, length, &became);
    }

    /// In a text that was escaped once too often, each backslash stands twice.
    pub(super) fn unescape(&mut self, text: &str) {
        let Some(rest) = text.strip_prefix("\\\\") else {
            let is_quote = text.starts_with("\\\"");
            return if is_quote { self.pen.rewrite(2, "\\\"") } else { self.pen.rewrite(1, "\\\\") };
        };
        if rest.starts_with("\\\\") {
            return self.pen.rewrite(4, "\\\\");
        }
        if rest.starts_with("\\\"") {
            return self.pen.rewrite(4, "\\\"");
        }
        let is_escape = match rest.as_bytes().first() {
            Some(b'n' | b't' | b'r' | b'/' | b'b' | b'f') => true,
            Some(b'u') => text.get(1..).is_some_and(|text| unit(text.as_bytes()).is_some()),
            _ => false,
        };
        self.pen.rewrite(2, if is_escape { "\\" } else { "\\\\" });
    }
}

fn backslash() -> (usize, String) {
    (1, "\\\\".to_owned())
}

/// The length and the meaning of `\u{…}`.
fn braced(text: &str) -> Option<(usize, String)> {
    /// The most digits of a code point.
    const DIGITS: usize = 6;
    let end = text.bytes().take(3 + DIGITS + 1).position(|it| it == b'}')?;
    let point = char::from_u32(hex(text, 3, end)?)?;
    let mut json = String::new();
    write_text(&mut json, point.encode_utf8(&mut [0; 4]));
    Some((end + 1, json))
}

fn hex(text: &str, start: usize, end: usize) -> Option<u32> {
    let digits = text.get(start..end).filter(|digits| digits.bytes().all(|it| it.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, 16).ok()
}
