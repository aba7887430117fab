//! What is wrong with a number.

use crate::problem::Code;
use crate::scan::skip_digits;

/// Names the flaw of a word that starts like a number but breaks the grammar of numbers.
pub(super) fn classify(word: &str) -> Code {
    let unsigned = word.trim_start_matches(['+', '-']);
    let bytes = unsigned.as_bytes();
    match bytes {
        _ if word.starts_with('+') => Code::LeadingPlus,
        [b'.', b'0'..=b'9', ..] => Code::LeadingDot,
        [b'0', b'x' | b'X', ..] => Code::HexNumber,
        // More than one sign is no leading zero's fault.
        [b'0', b'0'..=b'9', ..] if word.len() <= unsigned.len() + 1 => Code::LeadingZero,
        _ if trailing_dot(bytes) => Code::TrailingDot,
        _ => Code::InvalidNumber,
    }
}

fn trailing_dot(bytes: &[u8]) -> bool {
    let dot = skip_digits(bytes, 0);
    bytes.get(dot) == Some(&b'.') && matches!(bytes.get(dot + 1), None | Some(b'e' | b'E'))
}
