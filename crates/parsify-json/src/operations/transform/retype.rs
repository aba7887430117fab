//! Values as values of another type.

use super::step::ConvertTo;
use crate::operations::arithmetic::Decimal;
use crate::operations::convert::{Instant, milliseconds, timestamp};
use crate::tree::{Number, Value};

/// The value as that type, or why it cannot be.
pub(super) fn retype(value: &Value<'_>, to: ConvertTo) -> Result<Value<'static>, String> {
    let other = || format!("a value of type {} cannot become {}", value.kind(), name(to));
    match (to, value) {
        (ConvertTo::Array, Value::Array(_)) => Ok(value.clone().into_owned()),
        (ConvertTo::Array, _) => Ok(Value::Array(vec![value.clone().into_owned()])),
        (_, Value::Array(_) | Value::Object(_)) => Err(other()),
        (ConvertTo::String, Value::String(_)) => Ok(value.clone().into_owned()),
        (ConvertTo::String, _) => Ok(Value::from(value.to_json())),
        (ConvertTo::Number, _) => number(value).map(Value::Number).ok_or_else(other),
        (ConvertTo::Integer, _) => integer(&number(value).ok_or_else(other)?),
        (ConvertTo::Boolean, _) => boolean(value).map(Value::Bool).ok_or_else(other),
        (ConvertTo::DateTimeOfSeconds, _) => date_time(value, Decimal::integer(1)).ok_or_else(other),
        (ConvertTo::DateTimeOfMilliseconds, _) => date_time(value, Decimal::integer(1000)).ok_or_else(other),
        (ConvertTo::EpochSeconds, _) => epoch(value, Decimal::integer(1)).ok_or_else(other),
        (ConvertTo::EpochMilliseconds, _) => epoch(value, Decimal::integer(1000)).ok_or_else(other),
    }
}

const fn name(to: ConvertTo) -> &'static str {
    match to {
        ConvertTo::String => "a string",
        ConvertTo::Number => "a number",
        ConvertTo::Integer => "an integer",
        ConvertTo::Boolean => "a boolean",
        ConvertTo::Array => "an array",
        ConvertTo::DateTimeOfSeconds | ConvertTo::DateTimeOfMilliseconds => {
            "a date and time: it is no number of the years 0 to 9999 with at most nine digits of a second"
        }
        ConvertTo::EpochSeconds | ConvertTo::EpochMilliseconds => {
            "a number since 1970: it is no date and time (RFC 3339)"
        }
    }
}

fn number(value: &Value<'_>) -> Option<Number<'static>> {
    match value {
        Value::Number(number) => Some(number.clone().into_owned()),
        Value::Bool(value) => Some(Number::from(i32::from(*value))),
        Value::String(text) => Number::new(text.to_str().ok()?.trim().to_owned()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn integer(number: &Number<'_>) -> Result<Value<'static>, String> {
    let is_written_so = !number.as_str().contains(['.', 'e', 'E']);
    if is_written_so {
        return Ok(Value::Number(number.clone().into_owned()));
    }
    let decimal = Decimal::read(number).ok_or("the number has more than 36 digits")?;
    Ok(Value::Number(decimal.truncate().to_number()))
}

fn boolean(value: &Value<'_>) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::Number(number) => match number.to_i64() {
            Some(0) => Some(false),
            Some(1) => Some(true),
            _ => None,
        },
        Value::String(text) => match text.to_str().ok()?.trim().to_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        },
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn date_time(value: &Value<'_>, unit: Decimal) -> Option<Value<'static>> {
    let seconds = Decimal::read(&number(value)?)?.divide(unit).ok()?;
    let (seconds, nanoseconds) = seconds.to_nanoseconds()?;
    timestamp(Instant { seconds, nanoseconds }).map(Value::from)
}

/// Exact, whatever the fraction of the second.
fn epoch(value: &Value<'_>, unit: Decimal) -> Option<Value<'static>> {
    let text = value.as_str()?;
    let (front, rest) = text.split_once('.').unwrap_or((&text, ""));
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (fraction, zone) = rest.split_at(digits);
    if text.contains('.') && fraction.is_empty() {
        return None;
    }
    let whole = Decimal::integer(milliseconds(&format!("{front}{zone}"))?).divide(Decimal::integer(1000)).ok()?;
    let fraction = Decimal::read(&Number::new(format!("0.{fraction}0"))?)?;
    let seconds = whole.add(fraction).ok()?;
    Some(Value::Number(seconds.multiply(unit).ok()?.to_number()))
}
