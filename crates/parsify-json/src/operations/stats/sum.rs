//! Sums of decimal numbers, exact as long as they fit.

use crate::tree::Number;

/// A sum.
#[derive(Debug, Default)]
pub(super) struct Sum {
    /// `digits × 10^-scale`; nothing once it has not fitted.
    exact: Exact,
    /// The same with doubles, and what rounding has lost (Neumaier, 1974).
    rounded: f64,
    lost: f64,
}

#[derive(Debug, Clone, Copy)]
struct Decimal {
    digits: i128,
    scale: u32,
}

#[derive(Debug)]
struct Exact(Option<Decimal>);

impl Default for Exact {
    fn default() -> Self {
        Self(Some(Decimal { digits: 0, scale: 0 }))
    }
}

impl Sum {
    pub(super) fn add(&mut self, number: &Number<'_>, value: f64) {
        self.exact.0 = self.exact.0.and_then(|sum| sum.plus(Decimal::read(number.as_str())?));
        let sum = self.rounded + value;
        self.lost +=
            if self.rounded.abs() >= value.abs() { (self.rounded - sum) + value } else { (value - sum) + self.rounded };
        self.rounded = sum;
    }

    /// The text of the sum, and whether it is exact.
    pub(super) fn text(&self) -> (String, bool) {
        match self.exact.0 {
            Some(exact) => (exact.text(), true),
            None => {
                let sum = if self.lost.is_finite() { self.rounded + self.lost } else { self.rounded };
                (Number::from_f64(sum).map_or_else(|| "beyond doubles".to_owned(), |sum| sum.to_string()), false)
            }
        }
    }
}

impl Decimal {
    fn read(text: &str) -> Option<Self> {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (mut digits, mut scale, mut behind_point) = (0_i128, 0_i64, false);
        for byte in mantissa.trim_start_matches('-').bytes() {
            if byte == b'.' {
                behind_point = true;
                continue;
            }
            digits = digits.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
            scale += i64::from(behind_point);
        }
        let digits = if text.starts_with('-') { -digits } else { digits };
        match scale.checked_sub(exponent.parse().ok()?)? {
            scale if scale >= 0 => Some(Self { digits, scale: scale.try_into().ok()? }),
            zeros => {
                let factor = 10_i128.checked_pow(zeros.unsigned_abs().try_into().ok()?)?;
                Some(Self { digits: digits.checked_mul(factor)?, scale: 0 })
            }
        }
    }

    fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let digits = self.scaled_to(scale)?.checked_add(other.scaled_to(scale)?)?;
        Some(Self { digits, scale })
    }

    fn scaled_to(self, scale: u32) -> Option<i128> {
        if self.digits == 0 {
            return Some(0);
        }
        self.digits.checked_mul(10_i128.checked_pow(scale - self.scale)?)
    }

    fn text(self) -> String {
        let sign = if self.digits < 0 { "-" } else { "" };
        let scale = self.scale as usize;
        let digits = format!("{:0>1$}", self.digits.unsigned_abs(), scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }
}
