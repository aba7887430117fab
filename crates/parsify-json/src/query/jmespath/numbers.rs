//! Arithmetic: exact for integers, in doubles else.

use crate::tree::Number;

/// The sum.
pub(super) fn sum<'n>(numbers: impl Iterator<Item = &'n Number<'n>> + Clone) -> Option<Number<'static>> {
    let whole = numbers.clone().try_fold(0_i128, |sum, number| sum.checked_add(number.to_i128()?));
    match whole {
        Some(sum) => Some(Number::from(sum)),
        None => Number::from_f64(numbers.map(Number::to_f64).sum()),
    }
}

/// The mean of at least one number.
pub(super) fn mean<'n>(numbers: impl ExactSizeIterator<Item = &'n Number<'n>> + Clone) -> Option<Number<'static>> {
    let count = numbers.len();
    let sum = sum(numbers)?;
    let whole = sum.to_i128().zip(i128::try_from(count).ok()).filter(|(sum, count)| sum % count == 0);
    match whole {
        Some((sum, count)) => Some(Number::from(sum / count)),
        None => Number::from_f64(sum.to_f64() / count as f64),
    }
}

pub(super) fn absolute<'n>(number: &Number<'n>) -> Option<Number<'n>> {
    match number.as_str().strip_prefix('-') {
        Some(digits) => Number::new(digits.to_owned()),
        None => Some(number.clone()),
    }
}

/// The next whole number, as `round` says.
pub(super) fn rounded<'n>(number: &Number<'n>, round: fn(f64) -> f64) -> Option<Number<'n>> {
    if number.is_integer() { Some(number.clone()) } else { Number::from_f64(round(number.to_f64())) }
}
