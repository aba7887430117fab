//! What stands between tokens.

use super::Dialect;
use crate::core::{Code, Fault};

/// Comments on the way.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Comments {
    pub(crate) count: usize,
    /// Offset of the first one.
    pub(crate) first: usize,
}

impl Comments {
    /// The first offset from `at` on that holds neither space nor comment.
    pub(super) fn skip(&mut self, source: &str, dialect: Dialect, mut at: usize) -> Result<usize, Fault> {
        loop {
            let rest = source.get(at..).unwrap_or_default();
            let Some(found) = rest.chars().next() else { return Ok(at) };
            if is_space(found, dialect) {
                at += found.len_utf8();
                continue;
            }
            let length = match rest.as_bytes() {
                [b'/', b'/', ..] => rest.find(|it| is_line_end(it, dialect)).unwrap_or(rest.len()),
                [b'/', b'*', ..] => match rest.get(2..).and_then(|rest| rest.find("*/")) {
                    Some(length) => length + 4,
                    None => return Err(Fault::new(Code::Comment, at, at + 2).expecting("`*/` at its end")),
                },
                _ => return Ok(at),
            };
            if self.count == 0 {
                self.first = at;
            }
            self.count += 1;
            at += length;
        }
    }
}

/// JSON5, section 8, table of white space: that of ECMAScript 5.1 with the byte order mark and Unicode's space separators.
fn is_space(found: char, dialect: Dialect) -> bool {
    match found {
        ' ' | '\t' | '\n' | '\r' => true,
        '\u{b}' | '\u{c}' | '\u{a0}' | '\u{feff}' | '\u{2028}' | '\u{2029}' => dialect == Dialect::Json5,
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => dialect == Dialect::Json5,
        _ => false,
    }
}

/// Line terminators; JSON5 has two more.
pub(super) fn is_line_end(found: char, dialect: Dialect) -> bool {
    matches!(found, '\n' | '\r') || (dialect == Dialect::Json5 && matches!(found, '\u{2028}' | '\u{2029}'))
}
