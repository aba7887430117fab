//! What is asked of a value.

use crate::tree::Kind;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// A condition: all that it says must hold of a value. It must say something.
///
/// ```
/// use parsify_json::FilterCondition;
///
/// let text = r#"{"any": [{"key": "id"}, {"types": ["string"], "regex": "^A"}]}"#;
/// let condition: FilterCondition = serde_json::from_str(text).unwrap();
/// assert_eq!(condition.any[0].key.as_deref(), Some("id"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(
    rename_all = "camelCase",
    deny_unknown_fields,
    default,
    expecting = "a condition, which is an object with tests"
)]
#[non_exhaustive]
pub struct FilterCondition {
    /// Ask the rest of the values at this pattern below the value, not of the value itself: one that fulfils it is enough.
    /// Alone, it asks whether there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The value stands at a place of this pattern, from the whole document on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The value is that of a member with this key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The same, with `*` for any characters and `?` for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_glob: Option<String>,
    /// The same, with a regular expression, which may fit anywhere in the key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_regex: Option<String>,
    /// The value is of one of these types.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<Kind>,
    /// The value is in so many arrays and objects at least; the whole document is in none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_depth: Option<usize>,
    /// The value is in so many arrays and objects at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_depth: Option<usize>,
    /// The value means the same as this one: 1.0 is 1, and members may stand in any order.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub equals: Option<Value>,
    /// The value means the same as one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<Value>,
    /// The value is a string in which this regular expression fits somewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regex: Option<String>,
    /// The value is a string with this text in it, or an array with an element that means the same.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub contains: Option<Value>,
    /// The value is a number, this one or a larger one. Compared by exact decimal value; a text gives digits that a double
    /// would lose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<FilterBound>,
    /// The value is a number, this one or a smaller one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<FilterBound>,
    /// The value is a larger number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<FilterBound>,
    /// The value is a smaller number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<FilterBound>,
    /// The value is a date or a time of RFC 3339, this one or a later one. A date counts from its midnight in UTC on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// The value is a date or a time of RFC 3339, and an earlier one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The value is a string of so many characters at least, or an array or object with so many elements or members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<usize>,
    /// The same, at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<usize>,
    /// Letters may be of either case in keys, expressions, and the texts of `equals`, `oneOf` and `contains`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ignore_case: bool,
    /// All of these hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<FilterCondition>,
    /// At least one of these holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<FilterCondition>,
    /// This one does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not: Option<Box<FilterCondition>>,
}

/// A number that bounds a range.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub enum FilterBound {
    /// As a number.
    Number(serde_json::Number),
    /// As the text of a number, with as many digits as it takes.
    Text(String),
}

/// Tells `null` from nothing.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}
