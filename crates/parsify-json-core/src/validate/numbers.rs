//! Numbers that a double cannot hold.

use crate::Number;

/// Digits of an integer that every double holds exactly.
const EXACT_DIGITS: usize = 15;
/// Significant digits that tell any two doubles apart.
const DISTINCT_DIGITS: usize = 17;
/// Digits of an integer that always fits into 64 bits.
const INTEGER_DIGITS: usize = 19;
/// Integers with fewer digits are below the largest double.
const RANGE_DIGITS: usize = 308;

/// How a number fares as a double.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fit {
    pub beyond_range: bool,
    pub beyond_precision: bool,
}

/// Judges the number `text`. Numbers of usual length without an exponent are judged by their length alone.
#[inline(always)]
pub fn fit(text: &str, shape: Number) -> Fit {
    let short = if shape.fraction { DISTINCT_DIGITS + 1 } else { EXACT_DIGITS };
    let sign = usize::from(text.starts_with('-'));
    if !shape.exponent && text.len() <= short + sign {
        return Fit::default();
    }
    if !shape.fraction && !shape.exponent && text.len() <= INTEGER_DIGITS + sign {
        let digits = text.bytes().skip(sign);
        let value = digits.fold(0, |value: u64, digit| value.wrapping_mul(10).wrapping_add(u64::from(digit & 0xf)));
        if !is_exact(value) {
            return Fit { beyond_range: false, beyond_precision: true };
        }
    }
    match (text.as_bytes().get(sign), text.as_bytes().last()) {
        // All digits count; nothing else can be wrong.
        (Some(b'1'..=b'9'), Some(b'1'..=b'9')) if plain(text, shape) => {
            Fit { beyond_range: false, beyond_precision: true }
        }
        _ => examine(text, shape),
    }
}

/// Whether the number has a fraction, no exponent, and no more digits than the largest double.
#[inline(always)]
const fn plain(text: &str, shape: Number) -> bool {
    shape.fraction && !shape.exponent && text.len() <= RANGE_DIGITS
}

#[inline(never)]
fn examine(text: &str, shape: Number) -> Fit {
    let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
    let digits = significant(mantissa);
    let mut fit = Fit { beyond_range: false, beyond_precision: digits > DISTINCT_DIGITS };
    if shape.exponent || mantissa.len() > RANGE_DIGITS {
        let value: f64 = text.parse().unwrap_or(f64::INFINITY);
        fit.beyond_range = value.is_infinite() || (value == 0.0 && digits > 0);
    }
    if !shape.fraction && !shape.exponent {
        fit.beyond_precision |= !exact(text.trim_start_matches('-'));
    }
    fit
}

/// Digits from the first to the last that is no zero.
fn significant(mantissa: &str) -> usize {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let trimmed = mantissa.trim_start_matches(['-', '0', '.']);
    // Zeros at the end carry no information about the value, before the point as behind it.
    digits(trimmed.trim_end_matches(['0', '.']))
}

/// Whether an integer comes back from a double unchanged; longer ones are judged by their digits only.
fn exact(integer: &str) -> bool {
    integer.parse().map_or(true, is_exact)
}

const fn is_exact(value: u64) -> bool {
    let bits = u64::BITS - value.leading_zeros();
    value == 0 || bits - value.trailing_zeros() <= f64::MANTISSA_DIGITS
}
