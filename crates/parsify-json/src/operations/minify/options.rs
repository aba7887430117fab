//! How to minify.

use crate::operations::depth::DEFAULT_MAX_DEPTH;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of [`minify`](super::minify()).
///
/// ```
/// use parsify_json::MinifyOptions;
///
/// let mut options = MinifyOptions::default();
/// options.sort_keys = true;
/// let read: MinifyOptions = serde_json::from_str(r#"{"sortKeys": true}"#).unwrap();
/// assert_eq!(read, options);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct MinifyOptions {
    /// Sort the members of every object by their keys, compared by the Unicode code points of the decoded text. Members
    /// with equal keys keep their order.
    pub sort_keys: bool,
    /// Write characters beyond ASCII as `\uXXXX` with lower-case digits, those above U+FFFF as surrogate pairs. Escapes
    /// already there stay as they are.
    pub ensure_ascii: bool,
    /// End the document with a line feed.
    pub insert_final_newline: bool,
    /// Deepest nesting of brackets that is accepted.
    #[schemars(range(min = 1, max = 100_000))]
    pub max_depth: usize,
}

impl Default for MinifyOptions {
    fn default() -> Self {
        Self { sort_keys: false, ensure_ascii: false, insert_final_newline: false, max_depth: DEFAULT_MAX_DEPTH }
    }
}
