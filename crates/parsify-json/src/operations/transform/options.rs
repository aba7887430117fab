//! How to transform.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::step::{OnMissing, TransformStep};
use crate::Indent;

/// Options of [`transform`](super::transform()).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct TransformOptions {
    /// The steps, applied one after the other, at most a thousand. Numbers in them are read as doubles, or as integers of 64
    /// bits.
    #[schemars(example = serde_json::json!([{"op": "delete", "path": "/**/internal", "onMissing": "skip"}]))]
    pub steps: Vec<TransformStep>,
    /// What happens when a step finds nothing.
    pub on_missing: OnMissing,
    /// List what would be changed, without giving the document.
    pub dry_run: bool,
    /// Indentation per level: 0 to 16 spaces, "tab", or "none" for all in one line.
    pub indent: Indent,
}
