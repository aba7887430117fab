//! From the tree to the values of jaq, and back.

use jaq_json::{Map, Num, Rc, Val};
use parsify_error::{ErrorKind, Failure};

use crate::code;
use crate::query::duplicates::shadowing;
use crate::query::fault::evaluation;
use crate::tree::{self, DEPTH, Number, Object, Text, Value};

/// Integers with more digits are kept as they are written, and count as doubles in arithmetic: to read them takes time that
/// grows with the square of their length.
const DIGITS: usize = 4096;

/// For a program; says in `duplicates` whether an object has a key twice, of which the last one is taken.
pub(super) fn to_jaq(value: &Value<'_>, duplicates: &mut bool) -> Val {
    match value {
        Value::Null => Val::Null,
        Value::Bool(value) => Val::Bool(*value),
        Value::Number(number) => Val::Num(to_num(number.as_str())),
        Value::String(text) => to_string(text),
        Value::Array(elements) => elements.iter().map(|element| to_jaq(element, duplicates)).collect(),
        Value::Object(object) => {
            *duplicates |= shadowing(object).is_some();
            let members = object.iter().map(|(key, value)| (to_string(key), to_jaq(value, duplicates)));
            Val::obj(members.collect::<Map>())
        }
    }
}

/// Integers stay exact in arithmetic, other numbers keep their digits until something is computed with them.
fn to_num(text: &str) -> Num {
    let whole = text.len() <= DIGITS && !text.contains(['.', 'e', 'E']) && text != "-0";
    let integer = if whole { Num::from_str_radix(text, 10) } else { None };
    integer.unwrap_or_else(|| Num::Dec(Rc::new(text.to_owned())))
}

fn to_string(text: &Text<'_>) -> Val {
    Val::utf8_str(text.wtf8().into_owned())
}

/// What a program gave, as a tree.
pub(super) fn from_jaq(value: &Val) -> Result<Value<'static>, Failure> {
    at_level(value, 0)
}

fn at_level(value: &Val, level: usize) -> Result<Value<'static>, Failure> {
    if level > DEPTH {
        let message = format!("a result is nested more than {DEPTH} levels deep");
        return Err(Failure::new(ErrorKind::Limit, code::QUERY_LIMIT, message).with_detail("limit", DEPTH));
    }
    Ok(match value {
        Val::Null => Value::Null,
        Val::Bool(value) => Value::Bool(*value),
        Val::Num(number) => from_num(number),
        Val::TStr(bytes) | Val::BStr(bytes) => Value::String(from_bytes(bytes)),
        Val::Arr(elements) => {
            Value::Array(elements.iter().map(|element| at_level(element, level + 1)).collect::<Result<_, _>>()?)
        }
        Val::Obj(members) => {
            let mut object = Object::with_capacity(members.len());
            for (key, value) in members.iter() {
                let (Val::TStr(key) | Val::BStr(key)) = key else {
                    let message = "a result is an object with a key that is no string, which JSON does not have";
                    return Err(evaluation(message).with_hint("make keys with `tostring`"));
                };
                object.push(from_bytes(key), at_level(value, level + 1)?);
            }
            Value::Object(object)
        }
    })
}

/// As jq: NaN becomes null, infinities the largest doubles.
fn from_num(number: &Num) -> Value<'static> {
    let double = |value: f64| {
        let number = if value.is_nan() { None } else { Number::from_f64(value.clamp(f64::MIN, f64::MAX)) };
        number.map_or(Value::Null, Value::Number)
    };
    match number {
        Num::Float(value) => double(*value),
        Num::Int(_) | Num::BigInt(_) | Num::Dec(_) => {
            let text = number.to_string();
            let value = text.parse().unwrap_or(f64::NAN);
            // A program may hold numbers such as `.5`, which are none in JSON.
            Number::new(text).map_or_else(|| double(value), Value::Number)
        }
    }
}

/// Bytes that are UTF-8 but for halves of surrogate pairs.
fn from_bytes(bytes: &[u8]) -> Text<'static> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Text::from(text.to_owned());
    }
    let mut json = String::from("\"");
    let mut rest = bytes;
    while !rest.is_empty() {
        let chunk = rest.utf8_chunks().next();
        let valid = chunk.map_or("", |chunk| chunk.valid());
        json.push_str(&Text::from(valid).raw());
        rest = &rest[valid.len()..];
        match rest {
            [0xed, second @ 0xa0..=0xbf, third @ 0x80..=0xbf, after @ ..] => {
                let unit = 0xd000 | (u32::from(second & 0x3f) << 6) | u32::from(third & 0x3f);
                json.push_str(&format!("\\u{unit:04x}"));
                rest = after;
            }
            [_, after @ ..] => {
                json.push(char::REPLACEMENT_CHARACTER);
                rest = after;
            }
            [] => {}
        }
    }
    json.push('"');
    match tree::parse(&json) {
        Ok(Value::String(text)) => text.into_owned(),
        _ => Text::from(String::from_utf8_lossy(bytes).into_owned()),
    }
}
