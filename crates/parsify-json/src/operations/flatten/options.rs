//! How to flatten and unflatten.

use super::notation::{Arrays, KeyNotation, Sparse};
use crate::Indent;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of [`flatten`](super::flatten()).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct FlattenOptions {
    /// How the keys of the flat object are written.
    pub keys: KeyNotation,
    /// What stands between the parts of a key; 1 to 16 bytes, without the escape. Not for pointers.
    #[schemars(length(min = 1, max = 16), example = "_")]
    pub separator: String,
    /// The character before whatever would be taken for a separator or an index but is part of a key. An empty text
    /// escapes nothing; then keys that look alike are a failure, and unflattening may give something else.
    #[schemars(length(max = 1))]
    pub escape: String,
    /// How the indices of arrays are written. Not for pointers.
    pub arrays: Arrays,
    /// How many parts a key has at most; what lies deeper stays nested. 0 is no limit.
    #[schemars(range(min = 0, max = 512), example = 1)]
    pub max_depth: usize,
    /// Indentation per level: 0 to 16 spaces, "tab", or "none" for all in one line.
    pub indent: Indent,
}

impl Default for FlattenOptions {
    fn default() -> Self {
        Self {
            keys: KeyNotation::default(),
            separator: ".".to_owned(),
            escape: "\\".to_owned(),
            arrays: Arrays::default(),
            max_depth: 0,
            indent: Indent::default(),
        }
    }
}

/// Options of [`unflatten`](super::unflatten()). `keys`, `separator`, `escape` and `arrays` are those the flat object was
/// written with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct UnflattenOptions {
    /// How the keys of the flat object are written.
    pub keys: KeyNotation,
    /// What stands between the parts of a key; 1 to 16 bytes, without the escape. Not for pointers.
    #[schemars(length(min = 1, max = 16), example = "_")]
    pub separator: String,
    /// The character before whatever would be taken for a separator or an index but is part of a key; empty for none.
    #[schemars(length(max = 1))]
    pub escape: String,
    /// How the indices of arrays are written. Not for pointers.
    pub arrays: Arrays,
    /// What to do with indices that do not go from 0 without a gap. Nothing is ever filled in.
    pub sparse: Sparse,
    /// Indentation per level: 0 to 16 spaces, "tab", or "none" for all in one line.
    pub indent: Indent,
}

impl Default for UnflattenOptions {
    fn default() -> Self {
        let FlattenOptions { keys, separator, escape, arrays, indent, .. } = FlattenOptions::default();
        Self { keys, separator, escape, arrays, sparse: Sparse::default(), indent }
    }
}
