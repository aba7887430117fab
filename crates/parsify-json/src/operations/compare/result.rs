//! What comparing finds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::tree::{Text, Value};

/// The differences of two documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Differences {
    /// Whether both documents are equal, by the options.
    pub equal: bool,
    /// The differences, in the order of the documents.
    pub differences: Vec<Difference>,
    /// How many more there are.
    pub omitted: usize,
    /// How many there are of each kind.
    pub statistics: CompareStatistics,
}

/// How many differences there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CompareStatistics {
    /// Values that only the right document has.
    pub added: usize,
    /// Values that only the left document has.
    pub removed: usize,
    /// Values that are others.
    pub changed: usize,
    /// Elements of arrays that stand elsewhere.
    pub moved: usize,
    /// Values of the left document that were compared, containers included.
    pub left_values: usize,
    /// Values of the right document that were compared.
    pub right_values: usize,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Difference {
    /// What kind of difference.
    pub kind: DifferenceKind,
    /// Where, as a JSON Pointer: in the left document, or in the right one for what is added.
    pub path: String,
    /// Where in the right document, when that is elsewhere.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub right_path: Option<String>,
    /// The value on the left. Not of what is moved.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub left: Option<serde_json::Value>,
    /// The value on the right.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub right: Option<serde_json::Value>,
    /// The value on the left as it is written, where `left` cannot say it: a number in it has other digits there, as `1.10`
    /// and `12345678901234567890123` have, a key stands twice, or a string holds half a surrogate pair.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub left_text: Option<String>,
    /// The value on the right as it is written, where `right` cannot say it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub right_text: Option<String>,
}

/// What kind of difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// Only the right document has it.
    Added,
    /// Only the left document has it.
    Removed,
    /// The value is another one.
    Changed,
    /// An element of an array stands elsewhere.
    Moved,
}

/// The result of [`compare`](super::compare()).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Comparison {
    /// The differences as data.
    pub differences: Differences,
    /// The differences in the format that was asked for.
    pub document: Option<String>,
    /// The media type of the document.
    pub media_type: &'static str,
    /// What is odd: keys that stand twice; arrays that were too large to be aligned.
    pub warnings: Vec<String>,
}

/// A value as data, and its text when data cannot say it.
pub(super) fn told(value: &Value<'_>) -> (Option<serde_json::Value>, Option<String>) {
    let data = value.to_serde();
    let text = (!says(&data, value)).then(|| value.to_json());
    (Some(data), text)
}

/// Whether data shows all that a value is, its numbers as they are written.
fn says(data: &serde_json::Value, value: &Value<'_>) -> bool {
    match (data, value) {
        (serde_json::Value::Number(data), Value::Number(number)) => data.to_string() == number.as_str(),
        (serde_json::Value::String(data), Value::String(text)) => text.is(data),
        (serde_json::Value::Array(data), Value::Array(elements)) => {
            data.len() == elements.len() && data.iter().zip(elements).all(|(data, element)| says(data, element))
        }
        (serde_json::Value::Object(data), Value::Object(object)) => {
            let member = |(key, value): (&Text<'_>, &Value<'_>)| {
                let data = key.to_str().ok().and_then(|key| data.get(&*key));
                data.is_some_and(|data| says(data, value))
            };
            data.len() == object.len() && object.iter().all(member)
        }
        (serde_json::Value::Null, Value::Null) => true,
        (serde_json::Value::Bool(data), Value::Bool(value)) => data == value,
        _ => false,
    }
}
