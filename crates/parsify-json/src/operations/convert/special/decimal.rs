//! Decimal floating-point numbers of 34 digits (IEEE 754, binary integer encoding).

use std::fmt;

/// A decimal128.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Decimal128(u128);

const SIGN: u128 = 1 << 127;
const INFINITY: u128 = 0b1_1110 << 122;
const NAN: u128 = 0b1_1111 << 122;
const DIGITS: usize = 34;
const LARGEST: u128 = 10_u128.pow(34) - 1;
const BIAS: i32 = 6176;
const MOST: i32 = 6111;
const COEFFICIENT: u128 = (1 << 113) - 1;

impl Decimal128 {
    pub(in super::super) const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_le_bytes(bytes))
    }

    pub(in super::super) const fn to_bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
    }

    /// Reads a number, an infinity or NaN; `None` for other texts and for numbers that do not fit exactly.
    pub(in super::super) fn parse(text: &str) -> Option<Self> {
        let (sign, size) = match text.as_bytes().first() {
            Some(b'-') => (SIGN, &text[1..]),
            Some(b'+') => (0, &text[1..]),
            _ => (0, text),
        };
        if size.eq_ignore_ascii_case("inf") || size.eq_ignore_ascii_case("infinity") {
            return Some(Self(sign | INFINITY));
        }
        if size.eq_ignore_ascii_case("nan") {
            return Some(Self(NAN));
        }
        let (mantissa, exponent) =
            size.split_once(['e', 'E']).map_or((size, None), |(left, right)| (left, Some(right)));
        let exponent = exponent.map_or(Some(0), exponent_of)?;
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = || whole.bytes().chain(fraction.bytes());
        if whole.len() + fraction.len() == 0 || !digits().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let exponent = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
        let digits: Vec<u8> = digits().skip_while(|digit| *digit == b'0').collect();
        let (coefficient, exponent) = fitted(digits, exponent)?;
        let biased = u128::try_from(exponent + BIAS).ok()?;
        Some(Self(sign | biased << 113 | coefficient))
    }

    const fn is_negative(self) -> bool {
        self.0 & SIGN != 0
    }

    /// Coefficient and exponent of a finite number.
    fn parts(self) -> (u128, i32) {
        // Coefficients that begin with 100 would be beyond the largest: such a number is zero.
        let (coefficient, exponent) = if self.0 >> 125 & 0b11 == 0b11 {
            (0, self.0 >> 111 & 0x3fff)
        } else {
            (self.0 & COEFFICIENT, self.0 >> 113 & 0x3fff)
        };
        let coefficient = if coefficient > LARGEST { 0 } else { coefficient };
        (coefficient, i32::try_from(exponent).unwrap_or_default() - BIAS)
    }
}

fn exponent_of(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    // What is out of range is far beyond all exponents, which is enough for zeros.
    let size = digits
        .bytes()
        .fold(0_i32, |size, digit| size.saturating_mul(10).saturating_add(i32::from(digit - b'0')).min(1_000_000_000));
    Some(if text.starts_with('-') { -size } else { size })
}

/// Moves zeros between digits and exponent until both fit.
fn fitted(mut digits: Vec<u8>, mut exponent: i32) -> Option<(u128, i32)> {
    if digits.is_empty() {
        return Some((0, exponent.clamp(-BIAS, MOST)));
    }
    while digits.len() > DIGITS || exponent < -BIAS {
        if digits.pop() != Some(b'0') {
            return None;
        }
        exponent = exponent.checked_add(1)?;
    }
    while exponent > MOST {
        if digits.len() == DIGITS {
            return None;
        }
        digits.push(b'0');
        exponent -= 1;
    }
    let coefficient = digits.iter().fold(0_u128, |value, digit| value * 10 + u128::from(digit - b'0'));
    Some((coefficient, exponent))
}

impl fmt::Display for Decimal128 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 & NAN == NAN {
            return f.write_str("NaN");
        }
        if self.is_negative() {
            f.write_str("-")?;
        }
        if self.0 & NAN == INFINITY {
            return f.write_str("Infinity");
        }
        let (coefficient, exponent) = self.parts();
        let digits = coefficient.to_string();
        let count = i32::try_from(digits.len()).unwrap_or_default();
        let scientific = count - 1 + exponent;
        if exponent > 0 || scientific < -6 {
            let (first, rest) = digits.split_at(1);
            let dot = if rest.is_empty() { "" } else { "." };
            return write!(f, "{first}{dot}{rest}E{scientific:+}");
        }
        if exponent == 0 {
            return f.write_str(&digits);
        }
        let point = count + exponent;
        match usize::try_from(point) {
            Ok(point) if point > 0 => write!(f, "{}.{}", &digits[..point], &digits[point..]),
            _ => write!(f, "0.{}{digits}", "0".repeat(point.unsigned_abs() as usize)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal128;

    #[test]
    fn texts_come_back_in_their_canonical_form() {
        for (text, canonical) in [
            ("0", "0"),
            ("-0", "-0"),
            ("0.0", "0.0"),
            ("1.10", "1.10"),
            ("0E+3", "0E+3"),
            ("1E+3", "1E+3"),
            ("12e2", "1.2E+3"),
            ("0.000001", "0.000001"),
            ("0.0000001", "1E-7"),
            ("1e6112", "1.0E+6112"),
            ("-1e-6176", "-1E-6176"),
            ("10e-6177", "1E-6176"),
            ("0e9999", "0E+6111"),
            ("0e-99999999999", "0E-6176"),
            ("inf", "Infinity"),
            ("-Infinity", "-Infinity"),
            ("nan", "NaN"),
            ("9999999999999999999999999999999999", "9999999999999999999999999999999999"),
            ("12345678901234567890123456789012340", "1.234567890123456789012345678901234E+34"),
            (".5", "0.5"),
            ("5.", "5"),
        ] {
            let number = Decimal128::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(number.to_string(), canonical, "{text}");
            assert_eq!(Decimal128::parse(canonical), Some(number));
            assert_eq!(Decimal128::from_bytes(number.to_bytes()), number);
        }
    }

    #[test]
    fn what_does_not_fit_is_none() {
        for text in [
            "",
            ".",
            "e1",
            "1e",
            "1e+",
            "--1",
            "1 ",
            "0x1",
            "1e6145",
            "1e-6177",
            "12345678901234567890123456789012345",
            "1.2.3",
            "é",
        ] {
            assert_eq!(Decimal128::parse(text), None, "{text}");
        }
    }

    #[test]
    fn bits_are_those_of_the_standard() {
        let bytes = |high: u64, low: u64| (u128::from(high) << 64 | u128::from(low)).to_le_bytes();
        assert_eq!(Decimal128::parse("1").unwrap().to_bytes(), bytes(0x3040_0000_0000_0000, 1));
        assert_eq!(Decimal128::parse("-1.00E-8").unwrap().to_bytes(), bytes(0xb02c_0000_0000_0000, 0x64));
        assert_eq!(Decimal128::parse("Infinity").unwrap().to_bytes(), bytes(0x7800_0000_0000_0000, 0));
        // A coefficient beyond the largest is zero.
        assert_eq!(Decimal128::from_bytes(bytes(0x6c10_0000_0000_0000, 0)).to_string(), "0");
    }
}
