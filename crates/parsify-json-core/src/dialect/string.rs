//! Strings of JSON5.

use super::gap::is_line_end;
use crate::scan::{Flaw, FlawKind, Text};

/// Scans a string of JSON5 (section 5) from `at`, an offset inside of it, to its closing quote.
pub(crate) fn scan_json5_string(source: &str, mut at: usize, quote: u8) -> Result<Text, Flaw> {
    let bytes = source.as_bytes();
    let mut escaped = false;
    loop {
        match bytes.get(at) {
            Some(byte) if *byte == quote => return Ok(Text { end: at + 1, escaped }),
            Some(b'\\') => {
                escaped = true;
                at = skip_escape(source, at)?;
            }
            Some(b'\n' | b'\r') | None => return Err(Flaw { at, kind: FlawKind::Unclosed }),
            Some(_) => at += 1,
        }
    }
}

fn skip_escape(source: &str, at: usize) -> Result<usize, Flaw> {
    let bytes = source.as_bytes();
    let hex = |digits: usize| {
        let found = bytes.get(at + 2..at + 2 + digits);
        found.is_some_and(|found| found.iter().all(u8::is_ascii_hexdigit)).then_some(at + 2 + digits)
    };
    let flaw = |kind| Flaw { at, kind };
    match (bytes.get(at + 1), bytes.get(at + 2)) {
        (None, _) => Err(Flaw { at: at + 1, kind: FlawKind::Unclosed }),
        (Some(b'u'), _) => hex(4).ok_or(flaw(FlawKind::Unicode)),
        (Some(b'x'), _) => hex(2).ok_or(flaw(FlawKind::Escape)),
        // `\0` is U+0000; octal escapes there are none.
        (Some(b'0'), Some(b'0'..=b'9')) | (Some(b'1'..=b'9'), _) => Err(flaw(FlawKind::Escape)),
        (Some(b'\r'), Some(b'\n')) => Ok(at + 3),
        _ => Ok(at + 1 + source.get(at + 1..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)),
    }
}

/// Whether a backslash before this character stands for nothing: the line goes on.
pub(super) const fn continues_line(found: char) -> bool {
    is_line_end(found)
}
