//! Texts that are values of JSON.

use crate::tree::{Number, Object, Value};

/// The value that a text is by the grammar of JSON, other than a string or a container that holds something.
pub(super) fn typed(text: &str) -> Option<Value<'_>> {
    match text {
        "true" => Some(Value::Bool(true)),
        "false" => Some(Value::Bool(false)),
        "null" => Some(Value::Null),
        "[]" => Some(Value::Array(Vec::new())),
        "{}" => Some(Value::Object(Object::new())),
        _ => Number::new(text).map(Value::Number),
    }
}
