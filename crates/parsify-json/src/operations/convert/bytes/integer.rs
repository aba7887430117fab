//! Integers of any size.

use crate::tree::Number;

/// The most bytes that an integer may have, so that reading it does not take forever: about 20,000 digits.
const MOST_BYTES: usize = 8192;
const MOST_DIGITS: usize = 19_700;

/// A number that is written as an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Whole {
    /// Of at most 127 bits and a sign.
    Small(i128),
    /// Beyond.
    Large,
}

impl Whole {
    /// `None` when the number is written with a point or an exponent, or is a negative zero: no integer.
    pub(in super::super) fn of(number: &Number<'_>) -> Option<Self> {
        let text = number.as_str();
        if text == "-0" || text.contains(['.', 'e', 'E']) {
            return None;
        }
        Some(number.to_i128().map_or(Self::Large, Self::Small))
    }
}

/// The integer `value`, or `-1 - value` (RFC 8949, section 3.4.3), of an unsigned integer from its highest byte on; `None`
/// when it is too long.
pub(in super::super) fn from_big_endian(bytes: &[u8], negative: bool) -> Option<Number<'static>> {
    const BASE: u64 = 1_000_000_000;
    if bytes.len() > MOST_BYTES {
        return None;
    }
    // From the lowest nine digits on.
    let mut digits: Vec<u64> = vec![0];
    let mut add = |factor: u64, mut carry: u64| {
        for part in &mut digits {
            let value = *part * factor + carry;
            *part = value % BASE;
            carry = value / BASE;
        }
        if carry > 0 {
            digits.push(carry);
        }
    };
    let (whole, rest) = bytes.as_chunks::<4>();
    for chunk in whole {
        // A step of 29 bits at most keeps the carry below the base: two of 16 bits.
        let value = u64::from(u32::from_be_bytes(*chunk));
        add(1 << 16, value >> 16);
        add(1 << 16, value & 0xffff);
    }
    for byte in rest {
        add(1 << 8, u64::from(*byte));
    }
    if negative {
        add(1, 1);
    }
    let mut text = if negative { "-".to_owned() } else { String::new() };
    let mut parts = digits.iter().rev();
    text.push_str(&parts.next().map_or_else(String::new, ToString::to_string));
    for part in parts {
        text.push_str(&format!("{part:09}"));
    }
    Number::new(text)
}

/// The bytes of an integer, from the highest on, as `from_big_endian` takes them, and whether it is negative; `None` when it
/// is too long.
pub(in super::super) fn to_big_endian(number: &Number<'_>) -> Option<(Vec<u8>, bool)> {
    let text = number.as_str();
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    if digits.len() > MOST_DIGITS {
        return None;
    }
    // From the lowest byte pair on.
    let mut pairs: Vec<u32> = vec![0];
    for four in digits.as_bytes().chunks(4) {
        let mut carry = four.iter().fold(0, |value, digit| value * 10 + u32::from(digit.wrapping_sub(b'0')));
        let factor = four.iter().fold(1, |factor, _| factor * 10);
        for pair in &mut pairs {
            let value = *pair * factor + carry;
            *pair = value & 0xffff;
            carry = value >> 16;
        }
        if carry > 0 {
            pairs.push(carry);
        }
    }
    if negative {
        for pair in &mut pairs {
            if *pair > 0 {
                *pair -= 1;
                break;
            }
            *pair = 0xffff;
        }
    }
    let bytes: Vec<u8> = pairs.iter().rev().flat_map(|pair| [(pair >> 8) as u8, (pair & 0xff) as u8]).collect();
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    Some((bytes[zeros..].to_vec(), negative))
}
