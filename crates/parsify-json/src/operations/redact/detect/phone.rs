//! Telephone numbers.

use super::{ends, is_digit, starts};
use std::ops::Range;

pub(super) fn find(text: &[u8], found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while at < text.len() {
        let end = match text[at] {
            b'+' if starts(text, at) => international(text, at),
            b'(' | b'1'..=b'9' if starts(text, at) => north_american(text, at),
            _ => None,
        };
        found.extend(end.map(|end| at..end));
        at = end.unwrap_or(at + 1);
    }
}

/// `+` and 7 to 15 digits (E.164), in groups or not; of more, the groups that fit.
fn international(text: &[u8], start: usize) -> Option<usize> {
    if !matches!(text.get(start + 1), Some(b'1'..=b'9')) {
        return None;
    }
    let (mut at, mut digits, mut end) = (start + 1, 0, None);
    loop {
        while is_digit(text, at) {
            at += 1;
            digits += 1;
        }
        if digits > 15 {
            return end;
        }
        if digits >= 7 && ends(text, at) {
            end = Some(at);
        }
        // As in `+1 (555) 123`: at most two between groups.
        let between = text.iter().skip(at).take(3).take_while(|byte| b" .-()/".contains(byte)).count();
        if between == 0 || between > 2 || !is_digit(text, at + between) {
            return end;
        }
        at += between;
    }
}

/// `(555) 123-4567`, `555-123-4567` and the like, with or without a 1 before.
fn north_american(text: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    if text.get(at) == Some(&b'1') {
        at = separated(text, at + 1)?;
    }
    if text.get(at) == Some(&b'(') {
        at = group(text, at + 1, 3, true)?;
        at = text.get(at).filter(|byte| **byte == b')').map(|_| at + 1)?;
        at = separated(text, at).unwrap_or(at);
    } else {
        at = separated(text, group(text, at, 3, true)?)?;
    }
    at = separated(text, group(text, at, 3, true)?)?;
    at = group(text, at, 4, false)?;
    let goes_on = text.get(at) == Some(&b'-') && is_digit(text, at + 1);
    (ends(text, at) && !goes_on).then_some(at)
}

fn separated(text: &[u8], at: usize) -> Option<usize> {
    text.get(at).filter(|byte| matches!(byte, b' ' | b'.' | b'-')).map(|_| at + 1)
}

/// So many digits; area and exchange codes start with 2 to 9.
fn group(text: &[u8], at: usize, digits: usize, code: bool) -> Option<usize> {
    let group = text.get(at..at + digits)?;
    let first = !code || matches!(group.first(), Some(b'2'..=b'9'));
    (first && group.iter().all(u8::is_ascii_digit)).then_some(at + digits)
}
