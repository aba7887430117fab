//! Payment card numbers.

use super::{ends, is_digit, starts};
use std::ops::Range;

pub(super) fn find(text: &[u8], found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while at < text.len() {
        if !is_digit(text, at) || !starts(text, at) {
            at += 1;
            continue;
        }
        at = match number_from(text, at) {
            Some(end) => {
                found.push(at..end);
                end
            }
            // On to the next group.
            None => at + text.iter().skip(at).take_while(|byte| byte.is_ascii_digit()).count(),
        };
    }
}

/// The end of the longest number that starts here.
fn number_from(text: &[u8], start: usize) -> Option<usize> {
    if !matches!(text.get(start), Some(b'2'..=b'6')) {
        return None;
    }
    let (mut digits, mut at, mut longest) = (Vec::with_capacity(19), start, None);
    loop {
        while is_digit(text, at) {
            digits.push(text[at] - b'0');
            at += 1;
            if digits.len() > 19 {
                return longest;
            }
        }
        if digits.len() >= 13 && ends(text, at) && luhn(&digits) {
            longest = Some(at);
        }
        if matches!(text.get(at), Some(b' ' | b'-')) && is_digit(text, at + 1) {
            at += 1;
        } else {
            return longest;
        }
    }
}

/// ISO/IEC 7812-1, annex B.
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, u32::from(*digit)) {
            (0, digit) => digit,
            (_, digit) => digit * 2 / 10 + digit * 2 % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}
