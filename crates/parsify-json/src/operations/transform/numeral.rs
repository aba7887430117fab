//! Numbers as people write them.

use super::action::NumberFormat;
use crate::operations::arithmetic::Decimal;
use crate::tree::{Number, Value};

/// The number that a value is, or that its text says; nothing when there is none, or it has too many digits.
pub(super) fn number(value: Option<&Value<'_>>, text: Option<&str>) -> Option<Decimal> {
    match (text, value) {
        (Some(text), _) => Decimal::read(&Number::new(text.trim())?),
        (None, Some(Value::Number(number))) => Decimal::read(number),
        _ => None,
    }
}

/// The number in that form.
pub(super) fn numeral(number: Decimal, form: &NumberFormat) -> String {
    let rounded = form.digits.map_or(number, |digits| number.round(digits)).to_number();
    let (sign, digits) = rounded.as_str().strip_prefix('-').map_or(("", rounded.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.extend(form.group);
        }
        text.push(digit);
    }
    let length = form.digits.map_or(fraction.len(), |digits| digits as usize);
    if length > 0 {
        text.push(form.point);
        text.extend(fraction.chars().chain(std::iter::repeat('0')).take(length));
    }
    text
}
