//! Strings in quotes of the wrong kind.

use super::Scene;
use crate::problem::Code;

/// The quote that closes what this one opens, when it is not the double quote of JSON.
pub(super) const fn closing_of(open: char) -> Option<char> {
    Some(match open {
        '\'' | '`' => open,
        '‘' => '’',
        '“' | '„' | '”' => '”',
        '«' => '»',
        _ => return None,
    })
}

/// The end of the wrongly quoted string that starts here, if one does.
pub(super) fn quoted(scene: &Scene<'_>, found: char) -> Option<(Code, usize)> {
    let closing = closing_of(found)?;
    let code = if found == '\'' { Code::SingleQuotes } else { Code::WrongQuotes };
    let inside = scene.at + found.len_utf8();
    Some((code, end_of(scene.source, inside, closing)))
}

fn end_of(source: &str, inside: usize, closing: char) -> usize {
    let rest = source.get(inside..).unwrap_or_default();
    let mut escaped = false;
    for (index, found) in rest.char_indices() {
        match found {
            '\n' | '\r' => return unclosed_end(source, inside, inside + index),
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if found == closing => return inside + index + found.len_utf8(),
            _ => {}
        }
    }
    unclosed_end(source, inside, source.len())
}

/// Where a string that never closes on its line most likely should have ended: before the punctuation at the end of
/// that line.
pub(super) fn unclosed_end(source: &str, inside: usize, line_end: usize) -> usize {
    let line = source.get(inside..line_end).unwrap_or_default().trim_end();
    let text = line.trim_end_matches([',', '}', ']']).trim_end();
    inside + text.len()
}
