//! Exact arithmetic on decimal numbers.

use crate::tree::Number;

/// How many digits a number may have.
const DIGITS: u32 = 36;
/// Digits of a quotient that does not come to an end.
const QUOTIENT_DIGITS: u32 = 28;
const LIMIT: i128 = 10_i128.pow(DIGITS);

/// `mantissa × 10^-scale`, with fewer than 36 digits and no zeros at the end of its fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decimal {
    mantissa: i128,
    scale: u32,
}

/// Why there is no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ArithmeticError {
    #[error("the result would have more than {DIGITS} digits")]
    Digits,
    #[error("a number is divided by zero")]
    Zero,
}

impl Decimal {
    /// An integer of fewer than 36 digits: all that are counts.
    pub(crate) const fn integer(value: i64) -> Self {
        Self { mantissa: value as i128, scale: 0 }
    }

    /// Exactly the number; nothing when that takes too many digits.
    pub(crate) fn read(number: &Number<'_>) -> Option<Self> {
        let (mantissa, exponent) = number.as_str().split_once(['e', 'E']).unwrap_or((number.as_str(), "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let fraction = fraction.trim_end_matches('0');
        let mut value: i128 = 0;
        for digit in whole.trim_start_matches('-').bytes().chain(fraction.bytes()) {
            value = value.checked_mul(10)?.checked_add(i128::from(digit - b'0')).filter(|value| *value < LIMIT)?;
        }
        if value == 0 {
            return Some(Self { mantissa: 0, scale: 0 });
        }
        let value = if whole.starts_with('-') { -value } else { value };
        let scale = i64::try_from(fraction.len()).ok()?.checked_sub(exponent.parse().ok()?)?;
        Self::new(value, scale).ok()
    }

    /// `mantissa × 10^-scale` for any scale.
    fn new(mut mantissa: i128, mut scale: i64) -> Result<Self, ArithmeticError> {
        while mantissa % 10 == 0 && scale > 0 && mantissa != 0 {
            mantissa /= 10;
            scale -= 1;
        }
        if mantissa == 0 {
            return Ok(Self { mantissa: 0, scale: 0 });
        }
        while scale < 0 {
            mantissa = mantissa.checked_mul(10).filter(|it| it.abs() < LIMIT).ok_or(ArithmeticError::Digits)?;
            scale += 1;
        }
        match u32::try_from(scale) {
            Ok(scale) if scale <= DIGITS && mantissa.abs() < LIMIT => Ok(Self { mantissa, scale }),
            _ => Err(ArithmeticError::Digits),
        }
    }

    pub(crate) fn to_number(self) -> Number<'static> {
        let digits = format!("{:0width$}", self.mantissa.unsigned_abs(), width = self.scale as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - self.scale as usize);
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let dot = if fraction.is_empty() { "" } else { "." };
        Number::new(format!("{sign}{whole}{dot}{fraction}")).unwrap_or_else(|| 0.into())
    }

    /// Both with the same scale.
    fn aligned(self, other: Self) -> Result<(i128, i128, u32), ArithmeticError> {
        let scale = self.scale.max(other.scale);
        let stretch = |it: Self| {
            let factor = 10_i128.checked_pow(scale - it.scale)?;
            it.mantissa.checked_mul(factor)
        };
        match (stretch(self), stretch(other)) {
            (Some(own), Some(other)) => Ok((own, other, scale)),
            _ => Err(ArithmeticError::Digits),
        }
    }

    pub(crate) fn add(self, other: Self) -> Result<Self, ArithmeticError> {
        let (own, other, scale) = self.aligned(other)?;
        Self::new(own.checked_add(other).ok_or(ArithmeticError::Digits)?, scale.into())
    }

    pub(crate) const fn negate(self) -> Self {
        Self { mantissa: -self.mantissa, scale: self.scale }
    }

    pub(crate) const fn absolute(self) -> Self {
        Self { mantissa: self.mantissa.abs(), scale: self.scale }
    }

    pub(crate) fn multiply(self, other: Self) -> Result<Self, ArithmeticError> {
        let product = self.mantissa.checked_mul(other.mantissa).ok_or(ArithmeticError::Digits)?;
        Self::new(product, i64::from(self.scale) + i64::from(other.scale))
    }

    /// Exact when the quotient has at most 28 digits, and at most 36 behind the point; else rounded, halves to even.
    pub(crate) fn divide(self, other: Self) -> Result<Self, ArithmeticError> {
        if other.mantissa == 0 {
            return Err(ArithmeticError::Zero);
        }
        let (dividend, divisor) = (self.mantissa.unsigned_abs(), other.mantissa.unsigned_abs());
        let (mut quotient, mut rest) = (dividend / divisor, dividend % divisor);
        let mut scale = i64::from(self.scale) - i64::from(other.scale);
        let full = 10_u128.pow(QUOTIENT_DIGITS - 1);
        // The divisor has at most 36 digits, so ten times the rest fits.
        while rest != 0 && quotient < full && scale < i64::from(DIGITS) {
            rest *= 10;
            quotient = quotient * 10 + rest / divisor;
            rest %= divisor;
            scale += 1;
        }
        let up = rest * 2 > divisor || (rest * 2 == divisor && quotient % 2 == 1);
        let quotient = i128::try_from(quotient + u128::from(up)).map_err(|_| ArithmeticError::Digits)?;
        let negative = (self.mantissa < 0) != (other.mantissa < 0);
        Self::new(if negative { -quotient } else { quotient }, scale)
    }

    /// What is left of a division, with the sign of the dividend.
    pub(crate) fn remainder(self, other: Self) -> Result<Self, ArithmeticError> {
        if other.mantissa == 0 {
            return Err(ArithmeticError::Zero);
        }
        let (own, other, scale) = self.aligned(other)?;
        Self::new(own % other, scale.into())
    }

    /// To so many digits behind the point; halves away from zero.
    pub(crate) fn round(self, digits: u32) -> Self {
        self.cut(digits, |rest, unit| rest.abs() * 2 >= unit)
    }

    pub(crate) fn floor(self) -> Self {
        self.cut(0, |rest, _| rest < 0)
    }

    pub(crate) fn ceil(self) -> Self {
        self.cut(0, |rest, _| rest > 0)
    }

    pub(crate) fn truncate(self) -> Self {
        self.cut(0, |_, _| false)
    }

    /// Cuts digits off; `away` says of what is cut, and of the unit that stays, whether one is added away from zero.
    fn cut(self, digits: u32, away: impl Fn(i128, i128) -> bool) -> Self {
        if digits >= self.scale {
            return self;
        }
        let unit = 10_i128.pow(self.scale - digits);
        let (kept, rest) = (self.mantissa / unit, self.mantissa % unit);
        let step = if rest != 0 && away(rest, unit) { self.mantissa.signum() } else { 0 };
        // Fewer digits than before, or one more nine turned over.
        Self::new(kept + step, digits.into()).unwrap_or(self)
    }

    /// The integer that it is, from 0 up.
    pub(crate) fn to_count(self) -> Option<u32> {
        if self.scale == 0 { u32::try_from(self.mantissa).ok() } else { None }
    }

    pub(crate) fn compare(self, other: Self) -> std::cmp::Ordering {
        self.to_number().compare(&other.to_number())
    }

    /// Whole units, rounded down, and billionths of the next one; nothing when there are finer parts.
    pub(crate) fn to_nanoseconds(self) -> Option<(i64, u32)> {
        if self.scale > 9 {
            return None;
        }
        let all = self.mantissa.checked_mul(10_i128.pow(9 - self.scale))?;
        let (whole, rest) = (all.div_euclid(1_000_000_000), all.rem_euclid(1_000_000_000));
        Some((i64::try_from(whole).ok()?, u32::try_from(rest).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::{ArithmeticError, Decimal};
    use crate::tree::Number;

    fn decimal(text: &str) -> Decimal {
        Decimal::read(&Number::new(text).unwrap()).unwrap()
    }

    fn text(result: Result<Decimal, ArithmeticError>) -> String {
        result.map_or_else(|error| error.to_string(), |it| it.to_number().as_str().to_owned())
    }

    #[test]
    fn arithmetic_is_exact() {
        let (add, multiply, divide, remainder): (Operation, Operation, Operation, Operation) =
            (Decimal::add, Decimal::multiply, Decimal::divide, Decimal::remainder);
        type Operation = fn(Decimal, Decimal) -> Result<Decimal, ArithmeticError>;
        for (left, operation, right, expected) in [
            ("0.1", add, "0.2", "0.3"),
            ("1.10", add, "-1.1", "0"),
            ("1e3", add, "1e-3", "1000.001"),
            ("99999999999999999999999999999999999", add, "1", "100000000000000000000000000000000000"),
            ("999999999999999999999999999999999999", add, "1", "the result would have more than 36 digits"),
            ("19.99", multiply, "3", "59.97"),
            ("-0.5", multiply, "0.02", "-0.01"),
            ("1", divide, "8", "0.125"),
            ("1", divide, "3", "0.3333333333333333333333333333"),
            ("-2", divide, "3", "-0.6666666666666666666666666667"),
            ("5", divide, "0.0", "a number is divided by zero"),
            ("-7.5", remainder, "2", "-1.5"),
        ] {
            assert_eq!(text(operation(decimal(left), decimal(right))), expected, "{left} {right}");
        }
        for (number, digits, expected) in
            [("2.345", 2, "2.35"), ("-2.345", 2, "-2.35"), ("2.344", 2, "2.34"), ("9.99", 0, "10"), ("9.9", 5, "9.9")]
        {
            assert_eq!(text(Ok(decimal(number).round(digits))), expected);
        }
        let both = |number: &str| (text(Ok(decimal(number).floor())), text(Ok(decimal(number).ceil())));
        assert_eq!(both("-1.5"), ("-2".to_owned(), "-1".to_owned()));
        assert_eq!(both("1.5"), ("1".to_owned(), "2".to_owned()));
        for beyond in ["1e400", "1e-400", "1234567890123456789012345678901234567"] {
            assert_eq!(Decimal::read(&Number::new(beyond).unwrap()), None);
        }
        assert_eq!(decimal("-0.00e999999").to_number().as_str(), "0");
    }
}
