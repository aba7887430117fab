//! By what keys are ordered.

use std::borrow::Cow;
use std::cmp::Ordering;

/// An order of decoded keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By code points.
    CodePoint,
    /// By code points, but runs of the digits 0 to 9 by their value.
    Natural,
    /// By the code points of their lower-case forms.
    CaseInsensitive,
    /// By the units of UTF-16, in which characters beyond U+FFFF stand before those from U+E000 on.
    Utf16,
}

impl Order {
    /// What is compared in place of the key. It may make different keys equal.
    pub fn ground(self, key: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
        match self {
            Self::CaseInsensitive => Cow::Owned(String::from_utf8_lossy(&key).to_lowercase().into_bytes()),
            Self::CodePoint | Self::Natural | Self::Utf16 => key,
        }
    }

    /// Compares two keys as written between their quotes.
    pub fn compare(self, left: &[u8], right: &[u8]) -> Ordering {
        match self {
            Self::CodePoint | Self::CaseInsensitive => left.cmp(right),
            Self::Natural => natural(left, right),
            Self::Utf16 => utf16(left, right),
        }
    }
}

/// Where two texts of UTF-8 part, the bytes of the first different characters do. Of bytes that begin characters, those that
/// begin four are put before 0xee and 0xef, which begin all characters from U+E000 to U+FFFF.
fn utf16(left: &[u8], right: &[u8]) -> Ordering {
    let parted = left.iter().zip(right).find(|(left, right)| left != right);
    let rank = |byte: u8| if matches!(byte, 0xee | 0xef) { u8::MAX - (0xef - byte) } else { byte };
    parted.map_or_else(|| left.len().cmp(&right.len()), |(left, right)| rank(*left).cmp(&rank(*right)))
}

/// Runs of digits count as the numbers they are, everything else byte by byte. Keys that differ in leading zeros only are
/// equal.
fn natural(mut left: &[u8], mut right: &[u8]) -> Ordering {
    loop {
        let (Some(first), Some(second)) = (left.first(), right.first()) else {
            return left.len().cmp(&right.len());
        };
        let order = if first.is_ascii_digit() && second.is_ascii_digit() {
            let (number, other) = (leading_number(&mut left), leading_number(&mut right));
            number.len().cmp(&other.len()).then_with(|| number.cmp(other))
        } else {
            let order = first.cmp(second);
            (left, right) = (left.get(1..).unwrap_or_default(), right.get(1..).unwrap_or_default());
            order
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// Cuts off the digits in front, and gives them back without leading zeros.
fn leading_number<'a>(text: &mut &'a [u8]) -> &'a [u8] {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    *text = rest;
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    digits.get(zeros..).unwrap_or_default()
}
