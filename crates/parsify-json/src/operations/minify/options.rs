//! How to minify.

use crate::core::DEFAULT_MAX_DEPTH;
use crate::core::Dialect;
use crate::operations::emit::BadDocuments;
use crate::operations::format::{RemoveNulls, SortKeys};
use crate::operations::parts::Values;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of [`minify`](super::minify()).
///
/// ```
/// use parsify_json::{MinifyOptions, SortKeys};
///
/// let mut options = MinifyOptions::default();
/// options.sort_keys = SortKeys::CodePoint;
/// let read: MinifyOptions = serde_json::from_str(r#"{"sortKeys": true}"#).unwrap();
/// assert_eq!(read, options);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct MinifyOptions {
    /// How many documents the text holds: "one"; one in each of its "lines" (JSON Lines); or any number, "concatenated".
    #[schemars(example = &"lines")]
    pub values: Values,
    /// In which form of JSON the text is written: "json" (RFC 8259), "jsonc" (with comments and trailing commas) or "json5".
    /// Comments are left out with a warning.
    #[schemars(example = &"jsonc")]
    pub dialect: Dialect,
    /// What becomes of a document that is none, with `values` other than "one": an "error"; or it is listed, and "keep" writes
    /// it as it stands, "skip" leaves it out.
    #[schemars(example = &"keep")]
    pub bad_documents: BadDocuments,
    /// Sort the members of objects by their keys: false, true or "code-point", "natural" (runs of digits by their value) or
    /// "case-insensitive". Members with equal keys keep their order.
    #[schemars(example = &"natural")]
    pub sort_keys: SortKeys,
    /// Whether `sortKeys` also sorts objects inside of objects.
    pub sort_recursive: bool,
    /// Keys whose values `sortKeys` leaves as they are, with all that is in them.
    pub sort_exclude: Vec<String>,
    /// Leave out nulls: of objects ("members"), or of objects and arrays ("all").
    pub remove_nulls: RemoveNulls,
    /// Cut strings to so many characters, the last of which is an ellipsis; 0 cuts none. Keys are never cut. An escape
    /// counts as one character.
    pub truncate_strings: usize,
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
        Self {
            values: Values::default(),
            dialect: Dialect::default(),
            bad_documents: BadDocuments::default(),
            sort_keys: SortKeys::default(),
            sort_recursive: true,
            sort_exclude: Vec::new(),
            remove_nulls: RemoveNulls::default(),
            truncate_strings: 0,
            ensure_ascii: false,
            insert_final_newline: false,
            max_depth: DEFAULT_MAX_DEPTH,
        }
    }
}
