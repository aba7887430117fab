//! Numbers of JSON5.

use crate::scan::{continues_word, skip_digits};

/// The end of the number of JSON5 (section 6) that starts at `at`, if one does.
pub fn scan_json5_number(bytes: &[u8], at: usize) -> Option<usize> {
    let first = if matches!(bytes.get(at), Some(b'+' | b'-')) { at + 1 } else { at };
    let rest = bytes.get(first..)?;
    let end = if let [b'0', b'x' | b'X', digits @ ..] = rest {
        let count = digits.iter().take_while(|digit| digit.is_ascii_hexdigit()).count();
        (count > 0).then_some(first + 2 + count)?
    } else if rest.starts_with(b"Infinity") {
        first + b"Infinity".len()
    } else if rest.starts_with(b"NaN") {
        first + b"NaN".len()
    } else {
        decimal(bytes, first)?
    };
    match bytes.get(end) {
        Some(byte) if continues_word(*byte) || *byte == b'\\' => None,
        _ => Some(end),
    }
}

fn decimal(bytes: &[u8], first: usize) -> Option<usize> {
    let mut end = match bytes.get(first)? {
        b'0' => first + 1,
        b'1'..=b'9' => skip_digits(bytes, first + 1),
        b'.' if bytes.get(first + 1).is_some_and(u8::is_ascii_digit) => first,
        _ => return None,
    };
    if bytes.get(end) == Some(&b'.') {
        end = skip_digits(bytes, end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let digits = end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        end = skip_digits(bytes, digits);
        if end == digits {
            return None;
        }
    }
    Some(end)
}
