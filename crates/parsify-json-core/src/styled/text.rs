//! The words of tokens: cut, in ASCII, without characters that act on a terminal or hide text.

use super::event::{Role, Token};
use std::borrow::Cow;
use std::fmt::Write as _;

/// What is changed in strings.
#[derive(Debug, Clone, Copy)]
pub struct Wording {
    /// The longest string in characters, keys aside; 0 cuts none.
    pub longest: usize,
    /// Everything beyond ASCII becomes an escape.
    pub ascii: bool,
    /// Characters that act on a terminal or hide text become escapes.
    pub harmless: bool,
}

impl Wording {
    /// Whether strings may be written as they stand.
    pub const fn keeps_all(self) -> bool {
        self.longest == 0 && !self.ascii && !self.harmless
    }

    /// The token as it is to be written, and whether it was cut.
    pub fn of<'a>(&self, source: &'a str, token: Token) -> (Cow<'a, str>, bool) {
        let text = source.get(token.start..token.end).unwrap_or_default();
        match token.role {
            Role::Key => (self.escaped(text), false),
            Role::String => match self.cut(text) {
                Some(kept) => {
                    let ellipsis = if self.ascii { "\\u2026\"" } else { "…\"" };
                    (Cow::Owned(self.escaped(kept).into_owned() + ellipsis), true)
                }
                None => (self.escaped(text), false),
            },
            Role::Comment(_) => (self.tamed(text), false),
            Role::Number | Role::Boolean | Role::Null => (Cow::Borrowed(text), false),
        }
    }

    /// The part of a string in front of the ellipsis, with its opening quote, if the string is too long.
    fn cut<'a>(&self, text: &'a str) -> Option<&'a str> {
        // No string has more characters than bytes between its quotes.
        if self.longest == 0 || text.len() <= self.longest + 2 {
            return None;
        }
        let inside = text.get(1..text.len() - 1)?;
        let (mut at, mut kept) = (0, 0);
        for count in 0..=self.longest {
            if at >= inside.len() {
                return None;
            }
            if count + 1 == self.longest {
                kept = at;
            }
            at += character(inside.get(at..)?);
        }
        // The ellipsis takes the place of the last character that would fit.
        text.get(..=kept)
    }

    /// A comment or a text that is no JSON, which may hold what no string does.
    pub(super) fn tamed<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let acts = |found: char| found < ' ' && !matches!(found, '\t' | '\n' | '\r');
        let escaped = self.escaped(text);
        if self.harmless && escaped.contains(acts) { Cow::Owned(escaped.replace(acts, "?")) } else { escaped }
    }

    fn escaped<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if text.is_ascii() && !(self.harmless && text.contains('\u{7f}')) {
            return Cow::Borrowed(text);
        }
        let wanted = |found: char| (self.ascii && !found.is_ascii()) || (self.harmless && acts(found));
        if !text.contains(wanted) {
            return Cow::Borrowed(text);
        }
        let mut escaped = String::with_capacity(text.len() * 2);
        for found in text.chars() {
            if wanted(found) {
                for unit in found.encode_utf16(&mut [0; 2]) {
                    // Writing to a string cannot fail.
                    let _ = write!(escaped, "\\u{unit:04x}");
                }
            } else {
                escaped.push(found);
            }
        }
        Cow::Owned(escaped)
    }
}

/// Bytes of the first character of a string's inside; an escape is one character, a pair of surrogates too.
fn character(inside: &str) -> usize {
    let bytes = inside.as_bytes();
    match (bytes.first(), bytes.get(1)) {
        (Some(b'\\'), Some(b'u')) => match crate::unit(bytes) {
            Some(0xd800..0xdc00) if pairs(bytes.get(6..)) => 12,
            _ => 6,
        },
        (Some(b'\\'), _) => 2,
        _ => inside.chars().next().map_or(1, char::len_utf8),
    }
}

fn pairs(next: Option<&[u8]>) -> bool {
    matches!(next.and_then(crate::unit), Some(0xdc00..0xe000))
}

/// Controls, which a terminal obeys, and characters that change the direction of the text around them, break its lines or
/// are not seen. The joiners stay, which scripts and emoji need. None of them stands in JSON outside of strings.
const fn acts(found: char) -> bool {
    matches!(
        found,
        '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}
