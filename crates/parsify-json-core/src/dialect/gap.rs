//! What may stand between tokens.

use super::Dialect;
use crate::scan::skip_space;

/// A comment of the source, `source[start..end]`, without the line break that ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// Offset of its first byte.
    pub start: usize,
    /// Offset after its last byte; the end of its line is not part of it.
    pub end: usize,
}

impl Comment {
    /// Whether it ends with its line.
    pub fn is_line(self, source: &str) -> bool {
        source.as_bytes().get(self.start + 1) == Some(&b'/')
    }
}

/// Whether nothing but white space stands between this place and the start of its line.
pub(crate) fn starts_line(source: &str, at: usize) -> bool {
    let before = source.get(..at).unwrap_or_default();
    let gap = before.trim_end_matches(is_space_within_line);
    gap.is_empty() || gap.ends_with(is_line_end)
}

/// Whether nothing but white space stands between this place and the end of its line.
pub(crate) fn ends_line(source: &str, at: usize) -> bool {
    let gap = source.get(at..).unwrap_or_default().trim_start_matches(is_space_within_line);
    gap.is_empty() || gap.starts_with(is_line_end)
}

fn is_space_within_line(found: char) -> bool {
    is_space(found) && !is_line_end(found)
}

/// What ends a line by JSON5, section 7 (ECMAScript 5.1, section 7.3).
pub(crate) const fn is_line_end(found: char) -> bool {
    matches!(found, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// White space by JSON5, section 8: that of ECMAScript 5.1.
const fn is_space(found: char) -> bool {
    matches!(
        found,
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}'
    )
}

/// The first offset from `at` on that is no white space of JSON5.
pub(crate) fn skip_json5_space(source: &str, at: usize) -> usize {
    let at = skip_space(source.as_bytes(), at);
    match source.as_bytes().get(at) {
        Some(0x0b | 0x0c | 0x80..) => {
            let rest = source.get(at..).unwrap_or_default();
            at + (rest.len() - rest.trim_start_matches(is_space).len())
        }
        _ => at,
    }
}

/// The offset after the comment at `at`, if one starts there; as an error, where one starts that never ends.
pub(crate) fn comment_end(source: &str, at: usize, dialect: Dialect) -> Option<Result<usize, usize>> {
    let rest = source.as_bytes().get(at..)?;
    if dialect == Dialect::Json || rest.first() != Some(&b'/') {
        return None;
    }
    let inside = source.get(at + 2..).unwrap_or_default();
    match rest.get(1)? {
        b'/' => {
            let json5 = dialect == Dialect::Json5;
            let ends = |found: char| matches!(found, '\n' | '\r') || (json5 && is_line_end(found));
            Some(Ok(inside.find(ends).map_or(source.len(), |length| at + 2 + length)))
        }
        b'*' => Some(inside.find("*/").map(|length| at + 2 + length + 2).ok_or(source.len())),
        _ => None,
    }
}

/// Whether a part of a source holds no value: nothing but white space and, where the dialect has them, comments.
pub fn is_blank(source: &str, dialect: Dialect) -> bool {
    let mut at = 0;
    loop {
        at = match dialect {
            Dialect::Json5 => skip_json5_space(source, at),
            Dialect::Json | Dialect::Jsonc => skip_space(source.as_bytes(), at),
        };
        match comment_end(source, at, dialect) {
            Some(Ok(end)) => at = end,
            Some(Err(_)) => return false,
            None => return at >= source.len(),
        }
    }
}
