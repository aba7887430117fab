//! Text and the values it may be.

use std::borrow::Cow;

use super::options::XmlTypes;
use crate::tree::{Number, Value};

/// What a text is.
pub(super) fn from_text(text: Cow<'_, str>, types: XmlTypes) -> Value<'_> {
    if types == XmlTypes::Text {
        return Value::String(text.into());
    }
    match &*text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ if looks_like_number(&text) => match Number::new(text.clone()) {
            Some(number) => Value::Number(number),
            None => Value::String(text.into()),
        },
        _ => Value::String(text.into()),
    }
}

/// Whether a string would be read back as something else.
pub(super) fn is_taken_for_another(text: &str) -> bool {
    matches!(text, "true" | "false") || (looks_like_number(text) && Number::new(text).is_some())
}

fn looks_like_number(text: &str) -> bool {
    text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
}
