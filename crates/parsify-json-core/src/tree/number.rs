//! Numbers as they are written.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use super::decimal::Decimal;
use super::ecmascript::ecmascript;
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
    pub const fn scanned(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// The shortest text that reads back as this double, in the form of ECMAScript's `Number::toString`; `None` for
    /// infinities and NaN. Negative zero is `0`. Of two such texts that are equally near, the even one: 2⁻²⁵ is
    /// `2.9802322387695312e-8`.
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

    /// Whether a program that keeps numbers as doubles keeps this one: it is an integer that a double holds exactly, or what
    /// [`from_f64`](Self::from_f64) writes for the nearest double is the same number (as for `0.1`).
    #[must_use]
    pub fn is_exact_f64(&self) -> bool {
        let value = self.to_f64();
        if !value.is_finite() {
            return false;
        }
        let same = |text: &str| Decimal::read(text).compare(&self.decimal()).is_eq();
        same(&ecmascript(value)) || (self.is_integer() && same(&format!("{value:.0}")))
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
