//! Comments, which the tree does not keep.

/// Where the first comment of a good document is.
pub(super) fn first(source: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at = match byte {
            b'#' => return Some(at),
            b'"' | b'\'' => behind_string(bytes, at, *byte),
            _ => at + 1,
        };
    }
    None
}

fn behind_string(bytes: &[u8], start: usize, quote: u8) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let is_long = rest.starts_with(&[quote; 3]);
    let length = if is_long { 3 } else { 1 };
    let mut at = length;
    while at < rest.len() {
        if quote == b'"' && rest[at] == b'\\' {
            at += 2;
        } else if rest[at..].starts_with(&[quote; 3][..length]) {
            // Up to two more quotes belong to the text of a long string.
            let quotes = rest[at..].iter().take_while(|byte| **byte == quote).count();
            return start + at + if is_long { quotes.min(5) } else { 1 };
        } else {
            at += 1;
        }
    }
    start + rest.len()
}
