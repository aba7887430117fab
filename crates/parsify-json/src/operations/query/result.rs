//! What is said of the results.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a query found, beside the results themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct QueryResult {
    /// How many results were written.
    pub count: usize,
    /// Whether there are more, left out because of `first` or `limit`.
    pub truncated: bool,
    /// Where each result stands, as JSON Pointers (RFC 6901); when asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paths: Option<Vec<String>>,
    /// Where each result stands, as normalized paths (RFC 9535, section 2.7); for JSONPath, when asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalized_paths: Option<Vec<String>>,
}
