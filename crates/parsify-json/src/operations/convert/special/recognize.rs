//! From wrappers to other types.

use parsify_error::Failure;

use super::date::milliseconds;
use super::{Decimal128, Special};
use crate::operations::convert::binary::{from_base64, from_hex};
use crate::operations::convert::format::Format;
use crate::operations::convert::path::Path;
use crate::operations::convert::problem::unsayable;
use crate::tree::{Object, Text, Value};

type Found<'v, 'a> = Special<&'v Value<'a>>;

const NAMES: [&str; 20] = [
    "$binary",
    "$code",
    "$date",
    "$dbPointer",
    "$extension",
    "$map",
    "$maxKey",
    "$minKey",
    "$numberDecimal",
    "$numberDouble",
    "$numberInt",
    "$numberLong",
    "$oid",
    "$regularExpression",
    "$simple",
    "$symbol",
    "$tag",
    "$timestamp",
    "$undefined",
    "$uuid",
];

/// The other type that an object stands for, if it does.
///
/// # Errors
///
/// The object has the key of a wrapper, and is none.
pub(in super::super) fn recognize<'v, 'a>(
    object: &'v Object<'a>,
    format: Format,
    path: &Path<'_>,
) -> Result<Option<Found<'v, 'a>>, Failure> {
    let Some((name, value)) = object.iter().find_map(|(key, value)| Some((name(key)?, value))) else {
        return Ok(None);
    };
    let found = match name {
        "$code" => code(object),
        _ if object.len() == 1 => single(name, value),
        _ => None,
    };
    found.map(Some).ok_or_else(|| {
        unsayable(format, format!("the object has the key `{name}` and is no such value"), path)
            .with_hint("write it as MongoDB's Extended JSON v2 has it, or set `extendedJson` to \"none\"")
    })
}

fn name(key: &Text<'_>) -> Option<&'static str> {
    NAMES.iter().copied().find(|name| key.is(name))
}

fn single<'v, 'a>(name: &str, value: &'v Value<'a>) -> Option<Found<'v, 'a>> {
    Some(match name {
        "$binary" => {
            let [bytes, subtype] = fields(value, ["base64", "subType"])?;
            let subtype = string(subtype).filter(|text| (1..=2).contains(&text.len()) && !text.starts_with('+'))?;
            Special::Binary { subtype: u8::from_str_radix(&subtype, 16).ok()?, bytes: base64(bytes)? }
        }
        "$uuid" => Special::Binary { subtype: 4, bytes: uuid(&string(value)?)? },
        "$oid" => Special::ObjectId(object_id(value)?),
        "$numberInt" => Special::Int32(integer(value)?.try_into().ok()?),
        "$numberLong" => Special::Int64(integer(value)?),
        "$numberDouble" => Special::Double(double(&string(value)?)?),
        "$numberDecimal" => Special::Decimal(Decimal128::parse(&string(value)?)?),
        "$date" => Special::Date(match value {
            Value::String(_) => milliseconds(&string(value)?)?,
            _ => {
                let [number] = fields(value, ["$numberLong"])?;
                integer(number)?
            }
        }),
        "$timestamp" => {
            let [seconds, increment] = fields(value, ["t", "i"])?;
            let number = |value: &Value<'_>| value.as_number()?.to_u64()?.try_into().ok();
            Special::Timestamp { seconds: number(seconds)?, increment: number(increment)? }
        }
        "$regularExpression" => {
            let [pattern, options] = fields(value, ["pattern", "options"])?;
            Special::Regex { pattern: string(pattern)?, options: string(options)? }
        }
        "$dbPointer" => {
            let [namespace, id] = fields(value, ["$ref", "$id"])?;
            let [id] = fields(id, ["$oid"])?;
            Special::Pointer { namespace: string(namespace)?, id: object_id(id)? }
        }
        "$symbol" => Special::Symbol(string(value)?),
        "$minKey" if is_one(value) => Special::MinKey,
        "$maxKey" if is_one(value) => Special::MaxKey,
        "$undefined" if *value == Value::Bool(true) => Special::Undefined,
        "$tag" => {
            let [number, value] = fields(value, ["number", "value"])?;
            Special::Tag(number.as_number()?.to_u64()?, value)
        }
        "$simple" => {
            let number = value.as_number()?.to_u64()?.try_into().ok()?;
            // Those between are no simple values (RFC 8949, section 3.3), and others have names of their own.
            Special::Simple(Some(number).filter(|number| !(20..32).contains(number))?)
        }
        "$extension" => {
            let [kind, bytes] = fields(value, ["type", "base64"])?;
            Special::Extension(kind.as_number()?.to_i64()?.try_into().ok()?, base64(bytes)?)
        }
        "$map" => {
            let entry = |entry: &'v Value<'a>| match entry.as_array()?.as_slice() {
                [key, value] => Some((key, value)),
                _ => None,
            };
            Special::Map(value.as_array()?.iter().map(entry).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

fn code<'v, 'a>(object: &'v Object<'a>) -> Option<Found<'v, 'a>> {
    let code = string(object.get("$code")?)?;
    match object.get("$scope") {
        None if object.len() == 1 => Some(Special::Code(code)),
        Some(scope @ Value::Object(_)) if object.len() == 2 => Some(Special::ScopedCode(code, scope)),
        _ => None,
    }
}

/// The values of exactly these keys, in any order.
fn fields<'v, 'a, const COUNT: usize>(value: &'v Value<'a>, keys: [&str; COUNT]) -> Option<[&'v Value<'a>; COUNT]> {
    let object = value.as_object().filter(|object| object.len() == COUNT)?;
    let mut found = [value; COUNT];
    for (place, key) in found.iter_mut().zip(keys) {
        *place = object.get(key)?;
    }
    Some(found)
}

fn string(value: &Value<'_>) -> Option<String> {
    if let Value::String(text) = value { text.to_str().ok().map(std::borrow::Cow::into_owned) } else { None }
}

fn base64(value: &Value<'_>) -> Option<Vec<u8>> {
    from_base64(&string(value)?).ok()
}

/// A decimal integer in a string.
fn integer(value: &Value<'_>) -> Option<i64> {
    string(value).filter(|text| !text.starts_with('+'))?.parse().ok()
}

fn double(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ if text.bytes().all(|byte| b"0123456789+-.eE".contains(&byte)) => text.parse().ok(),
        _ => None,
    }
}

fn object_id(value: &Value<'_>) -> Option<[u8; 12]> {
    let text = string(value).filter(|text| text.len() == 24)?;
    from_hex(&text).ok()?.try_into().ok()
}

fn uuid(text: &str) -> Option<Vec<u8>> {
    let is_divided = text.len() == 36 && [8, 13, 18, 23].iter().all(|at| text.as_bytes().get(*at) == Some(&b'-'));
    let bytes = if is_divided { from_hex(&text.replace('-', "")).ok()? } else { return None };
    (bytes.len() == 16).then_some(bytes)
}

fn is_one(value: &Value<'_>) -> bool {
    value.as_number().is_some_and(|number| number.as_str() == "1")
}
