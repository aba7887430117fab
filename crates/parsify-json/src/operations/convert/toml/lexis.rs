//! What a document says besides its values, told from its characters alone.

/// How deep brackets may stand within each other, and how many parts a key may have, for the parser.
pub(super) const DEEPEST: usize = 80;

/// Where brackets stand deeper within each other than the parser goes, or a key has more parts.
pub(super) fn too_deep(source: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    let (mut at, mut depth, mut parts) = (0, 0_usize, 1);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'.' => parts += 1,
            _ => {}
        }
        if depth > DEEPEST || parts > DEEPEST {
            return Some(at);
        }
        if matches!(byte, b'[' | b'{' | b',' | b'=' | b'\n') {
            parts = 1;
        }
        at = match byte {
            b'#' => at + bytes[at..].iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len() - at),
            b'"' | b'\'' => behind_string(bytes, at, *byte),
            _ => at + 1,
        };
    }
    None
}

/// Where the first comment of a good document is. The tree does not keep them.
pub(super) fn first_comment(source: &str) -> Option<usize> {
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
