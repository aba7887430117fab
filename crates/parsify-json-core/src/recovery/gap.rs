//! What people put between tokens: comments, a byte order mark, spaces of other kinds.

use super::{Scene, Step};
use crate::problem::Code;
use crate::scan::end_where;

const MARK: char = '\u{feff}';

/// Passes over one comment or foreign space, if one stands here.
pub(super) fn step(scene: &Scene<'_>, found: char) -> Option<Step> {
    let after = scene.at + found.len_utf8();
    let (code, end) = match found {
        MARK if scene.at == 0 => (Code::ByteOrderMark, after),
        '/' | '#' => (Code::Comment, comment_end(scene)?),
        _ if found == MARK || found.is_whitespace() => {
            let end = end_where(scene.source, after, |next| next != found);
            (Code::UnexpectedSpace, end)
        }
        _ => return None,
    };
    Some(Step::report(scene.fault(code, end), end, scene.state))
}

fn comment_end(scene: &Scene<'_>) -> Option<usize> {
    let rest = scene.rest();
    if rest.starts_with('#') || rest.starts_with("//") {
        return Some(end_where(scene.source, scene.at, |found| matches!(found, '\n' | '\r')));
    }
    let inside = rest.strip_prefix("/*")?;
    // A comment that is never closed takes all the rest.
    Some(inside.find("*/").map_or(scene.source.len(), |length| scene.at + 2 + length + 2))
}
