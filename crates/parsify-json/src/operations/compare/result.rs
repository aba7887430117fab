//! What comparing finds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::tree::Value;

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
    /// The value on the left as it is written, where `left` cannot say it: it holds a number that no double does.
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
    let exact = Value::from_serde(&data).same(value);
    (Some(data), (!exact).then(|| value.to_json()))
}
