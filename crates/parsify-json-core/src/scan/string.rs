//! Finding the end of a string.

use super::swar::{MARKS, below, first_mark, load, repeat};

/// A string that obeys the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// The offset after the closing quote.
    pub end: usize,
    /// Whether the text contains a backslash.
    pub escaped: bool,
}

/// Why a string does not obey the grammar, and where.
#[derive(Debug, Clone, Copy)]
pub struct Flaw {
    /// Its offset.
    pub at: usize,
    /// What it is.
    pub kind: FlawKind,
}

/// What may be wrong with a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlawKind {
    /// A line break or the end of the document before the closing quote.
    Unclosed,
    /// A raw character below U+0020 that is no line break.
    Control,
    /// A backslash before a character that starts no escape.
    Escape,
    /// `\u` without four hexadecimal digits.
    Unicode,
}

/// Scans a string from `at`, an offset inside of it, to its closing quote.
#[inline(always)]
pub fn scan_string(bytes: &[u8], mut at: usize) -> Result<Text, Flaw> {
    let mut escaped = false;
    loop {
        at = skip_plain(bytes, at);
        match bytes.get(at) {
            Some(b'"') => return Ok(Text { end: at + 1, escaped }),
            Some(b'\\') => {
                escaped = true;
                at = skip_escape(bytes, at)?;
            }
            Some(b'\n' | b'\r') | None => return Err(Flaw { at, kind: FlawKind::Unclosed }),
            Some(_) => return Err(Flaw { at, kind: FlawKind::Control }),
        }
    }
}

/// The first offset from `at` on with a quote, a backslash or a control character.
#[inline(always)]
fn skip_plain(bytes: &[u8], mut at: usize) -> usize {
    while let Some(word) = load(bytes, at) {
        let marks = special(word);
        if marks != 0 {
            return at + first_mark(marks);
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| *byte >= b' ' && *byte != b'"' && *byte != b'\\') {
        at += 1;
    }
    at
}

#[inline(always)]
const fn special(word: u64) -> u64 {
    // Flipping bit 1 swaps the quote (0x22) with the space (0x20), so that one comparison finds quotes and controls.
    let quote_or_control = below(word ^ repeat(0x02), 0x21);
    let differs = word ^ repeat(b'\\');
    (quote_or_control | below(differs, 1)) & MARKS
}

/// Whether the backslash at `at` begins an escape.
pub(crate) fn is_escape(bytes: &[u8], at: usize) -> bool {
    skip_escape(bytes, at).is_ok()
}

#[inline]
fn skip_escape(bytes: &[u8], at: usize) -> Result<usize, Flaw> {
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
        Some(b'u') => match bytes.get(at + 2..at + 6) {
            Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => Ok(at + 6),
            _ => Err(Flaw { at, kind: FlawKind::Unicode }),
        },
        _ => Err(Flaw { at, kind: FlawKind::Escape }),
    }
}
