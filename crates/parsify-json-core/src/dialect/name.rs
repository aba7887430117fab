//! Keys without quotes.

use crate::decode::unit;
use crate::scan::Text;

/// The `IdentifierName` of ECMAScript 5.1 (section 7.6) that starts at `at`, if one does.
pub(crate) fn scan_name(source: &str, at: usize) -> Option<Text> {
    let (mut end, mut escaped) = (at, false);
    loop {
        let rest = source.get(end..).unwrap_or_default();
        let Some(next) = rest.chars().next() else { break };
        let (found, length) = if next == '\\' {
            escaped = true;
            // Half of a surrogate pair is no letter.
            (char::from_u32(u32::from(unit(rest.as_bytes())?))?, 6)
        } else {
            (next, next.len_utf8())
        };
        if !(if end == at { starts_name(found) } else { continues_name(found) }) {
            if next == '\\' {
                return None;
            }
            break;
        }
        end += length;
    }
    (end > at).then_some(Text { end, escaped })
}

fn starts_name(found: char) -> bool {
    matches!(found, '$' | '_') || unicode_ident::is_xid_start(found)
}

fn continues_name(found: char) -> bool {
    matches!(found, '$' | '\u{200c}' | '\u{200d}') || unicode_ident::is_xid_continue(found)
}
