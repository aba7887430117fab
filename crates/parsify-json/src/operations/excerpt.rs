//! A few characters of a value, for messages and lists.

use crate::tree::Value;

/// How much of a value is shown, in characters.
const LENGTH: usize = 120;

/// The text of a value without white space, cut with an ellipsis where it is long. Takes no longer for a large value.
pub(crate) fn excerpt(value: &Value<'_>) -> String {
    let mut text = String::new();
    write(value, &mut text);
    if text.chars().nth(LENGTH).is_none() {
        return text;
    }
    text.chars().take(LENGTH - 1).chain(['…']).collect()
}

/// At least [`LENGTH`] characters and one more, if there are so many.
fn write(value: &Value<'_>, text: &mut String) {
    match value {
        Value::Array(elements) => {
            text.push('[');
            for (index, element) in elements.iter().enumerate() {
                if full(text) {
                    return;
                }
                text.push_str(if index > 0 { "," } else { "" });
                write(element, text);
            }
            text.push(']');
        }
        Value::Object(object) => {
            text.push('{');
            for (index, (key, value)) in object.iter().enumerate() {
                if full(text) {
                    return;
                }
                text.push_str(if index > 0 { "," } else { "" });
                text.push_str(&Value::String(key.clone()).to_json());
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
        scalar => text.push_str(&scalar.to_json()),
    }
}

fn full(text: &str) -> bool {
    text.chars().nth(LENGTH).is_some()
}
