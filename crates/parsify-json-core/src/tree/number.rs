//! Numbers as they are written.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use super::decimal::Decimal;
use crate::scan_number;

/// A number as it is written, with all its digits.
///
/// `==` compares the text; [`compare`](Self::compare) the value.
///
/// ```
/// use parsify_json_core::tree::Number;
///
/// let number = Number::new("12345678901234567890.10").unwrap();
/// assert_eq!(number.as_str(), "12345678901234567890.10");
/// assert!(!number.is_exact_f64());
/// assert!(Number::new("1e3").unwrap().compare(&Number::from(1000)).is_eq());
/// assert_eq!(Number::new("1e3").unwrap().to_i64(), Some(1000));
/// assert!(Number::new("01").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number<'a>(Cow<'a, str>);

impl<'a> Number<'a> {
    /// A number of this text; `None` when it is none by the grammar of JSON (RFC 8259, section 6).
    #[must_use]
    pub fn new(text: impl Into<Cow<'a, str>>) -> Option<Self> {
        let text = text.into();
        let is_number = matches!(scan_number(text.as_bytes(), 0), Some(number) if number.end == text.len());
        is_number.then_some(Self(text))
    }

    /// What the grammar has read.
    pub(super) const fn scanned(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// The shortest text that reads back as this double, in the form of ECMAScript's `Number::toString`; `None` for
    /// infinities and NaN. Negative zero is `0`.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        value.is_finite().then(|| Self(Cow::Owned(ecmascript(value))))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The exact value, when it is an integer in range: `1.0` and `1e3` are integers, too.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        self.to_i128().and_then(|value| value.try_into().ok())
    }

    /// The exact value, when it is an integer in range.
    #[must_use]
    pub fn to_u64(&self) -> Option<u64> {
        self.to_i128().and_then(|value| value.try_into().ok())
    }

    /// The exact value, when it is an integer in range.
    #[must_use]
    pub fn to_i128(&self) -> Option<i128> {
        self.decimal().to_i128()
    }

    /// The nearest double; infinite when the number is beyond all of them.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// Whether the value is a whole number.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.decimal().is_integer()
    }

    /// Whether a program that keeps numbers as doubles keeps this one: the nearest double is exactly the number, or its
    /// shortest text is the same number (as for `0.1`).
    #[must_use]
    pub fn is_exact_f64(&self) -> bool {
        let value = self.to_f64();
        if !value.is_finite() {
            return false;
        }
        let same = |text: &str| Decimal::read(text).compare(&self.decimal()).is_eq();
        same(&format!("{value:e}")) || (self.is_integer() && same(&format!("{value:.0}")))
    }

    /// Compares values, exactly.
    #[must_use]
    pub fn compare(&self, other: &Number<'_>) -> Ordering {
        self.decimal().compare(&other.decimal())
    }

    /// The same with a text of its own.
    #[must_use]
    pub fn into_owned(self) -> Number<'static> {
        Number(Cow::Owned(self.0.into_owned()))
    }

    fn decimal(&self) -> Decimal<'_> {
        Decimal::read(&self.0)
    }
}

impl fmt::Display for Number<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

macro_rules! from_integer {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Number<'_> {
            fn from(value: $integer) -> Self {
                Self(Cow::Owned(value.to_string()))
            }
        }
    )*};
}

from_integer!(i32, u32, i64, u64, usize, i128);

/// ECMA-262, section 6.1.6.1.20, for finite numbers.
fn ecmascript(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let shortest = format!("{value:e}");
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(|&digit| digit != '.').collect();
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    // The number is 0.digits × 10^point.
    let point = exponent.parse::<i32>().unwrap_or_default() + 1;
    let (first, rest) = digits.split_at(1);
    if count <= point && point <= 21 {
        let zeros = usize::try_from(point - count).unwrap_or_default();
        format!("{sign}{digits}{}", "0".repeat(zeros))
    } else if 0 < point && point <= 21 {
        let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or_default());
        format!("{sign}{whole}.{fraction}")
    } else if -6 < point && point <= 0 {
        format!("{sign}0.{}{digits}", "0".repeat(point.unsigned_abs() as usize))
    } else {
        let dot = if rest.is_empty() { "" } else { "." };
        let exponent = point - 1;
        let plus = if exponent > 0 { "+" } else { "" };
        format!("{sign}{first}{dot}{rest}e{plus}{exponent}")
    }
}
