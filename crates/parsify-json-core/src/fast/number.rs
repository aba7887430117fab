//! Whether a word is a number.

use crate::scan::{Number, scan_number};
use wide::u8x16;

const LANES: usize = 16;
/// Bytes that are looked at at once.
const WINDOW: usize = 2 * LANES;

/// The number `bytes[start..end]`, if it is one.
#[inline(always)]
pub(super) fn number(bytes: &[u8], start: usize, end: usize) -> Option<Number> {
    let window = bytes.get(start..).and_then(|rest| rest.first_chunk::<WINDOW>());
    match window {
        Some(window) if end - start < WINDOW => within(window, start, end),
        _ => scan_number(bytes, start).filter(|number| number.end == end),
    }
}

#[inline(always)]
fn within(window: &[u8; WINDOW], start: usize, end: usize) -> Option<Number> {
    let ([low, high], _) = window.as_chunks::<LANES>() else { return None };
    let digits = digits(low) | digits(high) << LANES;
    let length = end - start;
    let first = usize::from(window.first() == Some(&b'-'));
    let mut at = first + run(digits, first);
    if at == first || (window.get(first) == Some(&b'0') && at > first + 1) {
        return None;
    }
    let (mut fraction, mut exponent) = (false, false);
    if at < length && window.get(at) == Some(&b'.') {
        fraction = true;
        let more = run(digits, at + 1);
        at += 1 + more;
        if more == 0 {
            return None;
        }
    }
    if at < length && matches!(window.get(at), Some(b'e' | b'E')) {
        exponent = true;
        at += 1 + usize::from(matches!(window.get(at + 1), Some(b'+' | b'-')));
        let more = run(digits, at);
        at += more;
        if more == 0 {
            return None;
        }
    }
    (at == length).then_some(Number { end, fraction, exponent })
}

#[inline(always)]
fn digits(lanes: &[u8; LANES]) -> u32 {
    let values = u8x16::new(*lanes) - u8x16::splat(b'0');
    values.simd_lt(u8x16::splat(10)).to_bitmask()
}

/// How many digits follow each other from here.
#[inline(always)]
fn run(digits: u32, from: usize) -> usize {
    (!(u64::from(digits) >> from)).trailing_zeros() as usize
}
