//! Finding the end of a number.

use super::swar::{MARKS, first_mark, load, repeat};
use super::word::continues_word;

/// A number that obeys the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    /// Offset after it.
    pub end: usize,
    /// Whether it has a fraction.
    pub fraction: bool,
    /// Whether it has an exponent.
    pub exponent: bool,
}

/// Scans the number that starts at `at` with a digit or a minus sign; nothing when it breaks the grammar or when
/// something that belongs to no number follows without a gap.
#[inline(always)]
pub fn scan_number(bytes: &[u8], at: usize) -> Option<Number> {
    let first = if bytes.get(at) == Some(&b'-') { at + 1 } else { at };
    let mut end = match bytes.get(first)? {
        b'0' => first + 1,
        b'1'..=b'9' => skip_digits(bytes, first + 1),
        _ => return None,
    };
    let fraction = bytes.get(end) == Some(&b'.');
    if fraction {
        end = some_digits(bytes, end + 1)?;
    }
    let exponent = matches!(bytes.get(end), Some(b'e' | b'E'));
    if exponent {
        let sign = matches!(bytes.get(end + 1), Some(b'+' | b'-'));
        end = some_digits(bytes, end + 1 + usize::from(sign))?;
    }
    match bytes.get(end) {
        Some(byte) if continues_word(*byte) => None,
        _ => Some(Number { end, fraction, exponent }),
    }
}

fn some_digits(bytes: &[u8], at: usize) -> Option<usize> {
    let end = skip_digits(bytes, at);
    (end > at).then_some(end)
}

/// The first offset from `at` on that holds no digit.
#[inline(always)]
pub(crate) fn skip_digits(bytes: &[u8], mut at: usize) -> usize {
    while let Some(word) = load(bytes, at) {
        let value = word ^ repeat(b'0');
        // Digits have become 0 to 9; adding 0x76 lifts everything from 10 on to the mark bit.
        let marks = (value.wrapping_add(repeat(0x76)) | value) & MARKS;
        if marks != 0 {
            return at + first_mark(marks);
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    at
}
