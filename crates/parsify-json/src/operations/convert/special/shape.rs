//! The forms of wrappers.

use super::{Instant, Mode, Special, timestamp};
use crate::operations::convert::binary::{to_base64, to_hex};
use crate::operations::convert::bytes::float;
use crate::tree::{Object, Value};

/// The last millisecond of the year 9999.
const LAST: i64 = 253_402_300_799_999;

/// The value that stands for another type and is read as it again.
pub(super) fn wrapper<'a>(special: Special<Value<'a>>, mode: Mode) -> Value<'a> {
    let is_canonical = mode == Mode::Canonical;
    match special {
        Special::Binary { subtype, bytes } => {
            let fields = [("base64", to_base64(&bytes).into()), ("subType", format!("{subtype:02x}").into())];
            wrap("$binary", object(fields))
        }
        Special::ObjectId(id) => object_id(id),
        Special::Int32(value) if is_canonical => wrap("$numberInt", value.to_string()),
        Special::Int64(value) if is_canonical => wrap("$numberLong", value.to_string()),
        Special::Int32(value) => value.into(),
        Special::Int64(value) => value.into(),
        Special::Double(value) => match float(value) {
            Some(number) if is_canonical => wrap("$numberDouble", number.as_str().to_owned()),
            Some(number) => number.into(),
            None => wrap("$numberDouble", non_finite(value)),
        },
        Special::Decimal(value) => wrap("$numberDecimal", value.to_string()),
        Special::Date(value) => wrap("$date", date(value, is_canonical)),
        Special::Timestamp { seconds, increment } => {
            wrap("$timestamp", object([("t", seconds.into()), ("i", increment.into())]))
        }
        Special::Regex { pattern, options } => {
            wrap("$regularExpression", object([("pattern", pattern.into()), ("options", options.into())]))
        }
        Special::Pointer { namespace, id } => {
            wrap("$dbPointer", object([("$ref", namespace.into()), ("$id", object_id(id))]))
        }
        Special::Code(code) => wrap("$code", code),
        Special::ScopedCode(code, scope) => object([("$code", code.into()), ("$scope", scope)]),
        Special::Symbol(text) => wrap("$symbol", text),
        Special::MinKey => wrap("$minKey", 1),
        Special::MaxKey => wrap("$maxKey", 1),
        Special::Undefined => wrap("$undefined", true),
        Special::Tag(number, value) => wrap("$tag", object([("number", number.into()), ("value", value)])),
        Special::Simple(number) => wrap("$simple", i32::from(number)),
        Special::Extension(kind, bytes) => {
            wrap("$extension", object([("type", i32::from(kind).into()), ("base64", to_base64(&bytes).into())]))
        }
        Special::Map(entries) => {
            let entries = entries.into_iter().map(|(key, value)| Value::Array(vec![key, value]));
            wrap("$map", Value::Array(entries.collect()))
        }
    }
}

fn wrap<'a>(name: &'static str, value: impl Into<Value<'a>>) -> Value<'a> {
    object([(name, value.into())])
}

fn object<'a, const COUNT: usize>(members: [(&'static str, Value<'a>); COUNT]) -> Value<'a> {
    Value::Object(Object::from_iter(members))
}

fn object_id<'a>(id: [u8; 12]) -> Value<'a> {
    wrap("$oid", to_hex(&id))
}

fn date<'a>(milliseconds: i64, is_canonical: bool) -> Value<'a> {
    let text = timestamp(Instant::of_milliseconds(milliseconds));
    match text.filter(|_| !is_canonical && (0..=LAST).contains(&milliseconds)) {
        Some(text) => text.into(),
        None => wrap("$numberLong", milliseconds.to_string()),
    }
}

/// The name of an infinity or of NaN.
pub(super) const fn non_finite(value: f64) -> &'static str {
    if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}
