//! The exact value of a number's text.

use std::cmp::Ordering;

/// Exponents beyond count as this one: nothing real is so large or so small.
const FAR: i64 = 1_000_000_000_000_000_000;

/// A decimal number `0.d1d2d3… × 10^exponent`, without zeros at either end of its digits. Zero has no digits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decimal<'a> {
    pub(super) negative: bool,
    /// Digits before and behind the decimal point, which may begin and end with zeros that do not count.
    whole: &'a [u8],
    fraction: &'a [u8],
    pub(super) exponent: i64,
}

impl<'a> Decimal<'a> {
    /// Reads a number that obeys the grammar of JSON.
    pub(super) fn read(text: &'a str) -> Self {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let (whole, fraction) = (whole.as_bytes(), fraction.as_bytes());
        let whole = without_leading_zeros(whole);
        let fraction = without_trailing_zeros(fraction);
        let shift = if whole.is_empty() {
            let zeros = fraction.iter().take_while(|digit| **digit == b'0').count();
            -length(zeros)
        } else {
            length(whole.len())
        };
        let (whole, fraction) = match (whole.is_empty(), fraction.is_empty()) {
            (true, _) => (whole, without_leading_zeros(fraction)),
            (false, true) => (without_trailing_zeros(whole), fraction),
            (false, false) => (whole, fraction),
        };
        if whole.is_empty() && fraction.is_empty() {
            return Self { negative: false, whole, fraction, exponent: 0 };
        }
        Self { negative, whole, fraction, exponent: far(exponent).saturating_add(shift) }
    }

    pub(super) const fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    /// The digits from the first that is not 0 to the last that is not 0.
    pub(super) fn digits(&self) -> impl Iterator<Item = u8> + use<'a> {
        self.whole.iter().chain(self.fraction).copied()
    }

    pub(super) const fn length(&self) -> usize {
        self.whole.len() + self.fraction.len()
    }

    pub(super) fn is_integer(&self) -> bool {
        self.is_zero() || self.exponent >= length(self.length())
    }

    /// The value, when it is an integer of that range.
    pub(super) fn to_i128(&self) -> Option<i128> {
        if self.is_zero() {
            return Some(0);
        }
        // 2^127 has 39 digits.
        if !self.is_integer() || self.exponent > 39 {
            return None;
        }
        let zeros = self.exponent - length(self.length());
        let step = |value: i128, digit: u8| {
            let digit = i128::from(digit - b'0');
            let value = value.checked_mul(10)?;
            if self.negative { value.checked_sub(digit) } else { value.checked_add(digit) }
        };
        let value = self.digits().try_fold(0, step)?;
        (0..zeros).try_fold(value, |value, _| step(value, b'0'))
    }

    /// By value.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => return Ordering::Equal,
            (true, false) => return if other.negative { Ordering::Greater } else { Ordering::Less },
            (false, true) => return if self.negative { Ordering::Less } else { Ordering::Greater },
            (false, false) => {}
        }
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.size(other),
            (true, true) => other.size(self),
        }
    }

    fn size(&self, other: &Self) -> Ordering {
        self.exponent.cmp(&other.exponent).then_with(|| self.digits().cmp(other.digits()))
    }
}

fn without_leading_zeros(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    digits.get(zeros..).unwrap_or_default()
}

fn without_trailing_zeros(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().rev().take_while(|digit| **digit == b'0').count();
    digits.get(..digits.len() - zeros).unwrap_or_default()
}

fn length(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(FAR)
}

fn far(exponent: &str) -> i64 {
    let (negative, digits) = match exponent.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    let size = digits.iter().fold(0_i64, |value, digit| {
        value.saturating_mul(10).saturating_add(i64::from(digit.wrapping_sub(b'0'))).min(FAR)
    });
    if negative { -size } else { size }
}
