//! What is asked for, and in which form the answer comes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Indent;

/// Options of a query.
///
/// ```
/// use parsify_json::{QueryLanguage, QueryOptions};
///
/// let options = QueryOptions::new(QueryLanguage::Jsonpath, "$..price");
/// let read: QueryOptions = serde_json::from_str(r#"{"expression": "$..price"}"#).unwrap();
/// assert_eq!(read, options);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct QueryOptions {
    /// The query, in the language chosen.
    #[schemars(example = &"$.items[?@.price < 10].name", example = &"$..price")]
    pub expression: String,
    /// Language of the expression: "pointer" (RFC 6901), "jsonpath" (RFC 9535), "jmespath" or "jq".
    #[serde(default)]
    pub language: QueryLanguage,
    /// How the results are written: "array" (all as one JSON array), "lines" (one per line) or "single" (the one result
    /// alone; an error unless there is exactly one). By default "single" for pointer and jmespath, "array" for jsonpath and
    /// jq.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "QueryOutput")]
    pub results: Option<QueryOutput>,
    /// Give the paths of the results in the data: JSON Pointers, and for jsonpath normalized paths too. JMESPath has none.
    #[serde(default)]
    pub paths: bool,
    /// Stop after the first result.
    #[serde(default)]
    pub first: bool,
    /// Stop after so many results; the data then says `truncated`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// Variables of a jq program, by name without `$`. Other languages have none.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub variables: Map<String, Value>,
    /// Indentation per level: 0 to 16 spaces, "tab", or "none". Not used with "lines".
    #[serde(default)]
    pub indent: Indent,
    /// Most results, also between the steps of a query; more are an error. `limit` cuts off instead.
    #[serde(default = "default_max_results")]
    #[schemars(range(min = 1, max = 1_000_000_000_u64))]
    pub max_results: usize,
    /// Most steps (values visited, made or compared) before a query is given up as an error. jq does not count them.
    #[serde(default = "default_max_steps")]
    #[schemars(range(min = 1, max = 1_000_000_000_000_u64))]
    pub max_steps: u64,
}

impl QueryOptions {
    /// The default options for an expression.
    #[must_use]
    pub fn new(language: QueryLanguage, expression: impl Into<String>) -> Self {
        Self {
            expression: expression.into(),
            language,
            results: None,
            paths: false,
            first: false,
            limit: None,
            variables: Map::new(),
            indent: Indent::default(),
            max_results: default_max_results(),
            max_steps: default_max_steps(),
        }
    }
}

const fn default_max_results() -> usize {
    10_000_000
}

const fn default_max_steps() -> u64 {
    100_000_000
}

/// A query language. The default is JSONPath.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum QueryLanguage {
    /// JSON Pointer (RFC 6901): the place of one value.
    Pointer,
    /// JSONPath (RFC 9535): any number of values of the document.
    #[default]
    Jsonpath,
    /// JMESPath: one value, selected or made.
    Jmespath,
    /// jq, as `jaq` understands it: any number of values, selected or made.
    Jq,
}

impl QueryLanguage {
    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pointer => "JSON Pointer",
            Self::Jsonpath => "JSONPath",
            Self::Jmespath => "JMESPath",
            Self::Jq => "jq",
        }
    }
}

/// The form of the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum QueryOutput {
    /// All in one JSON array.
    Array,
    /// Each in a line of its own, without white space: JSON Lines.
    Lines,
    /// The one result alone.
    Single,
}
