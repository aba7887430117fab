//! How to patch.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Indent;

/// Options of [`patch`](super::patch()).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct PatchOptions {
    /// What the patch is: "patch", a JSON Patch (RFC 6902), or "merge", a JSON Merge Patch (RFC 7396).
    #[schemars(example = &"merge")]
    pub kind: PatchKind,
    /// Try the patch and list what it would change, without giving the document.
    pub dry_run: bool,
    /// Indentation per level: 0 to 16 spaces, "tab", or "none" for all in one line.
    pub indent: Indent,
}

/// A kind of patch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum PatchKind {
    /// JSON Patch (RFC 6902): a list of operations.
    #[default]
    Patch,
    /// JSON Merge Patch (RFC 7396): an object like the document, with what changes.
    Merge,
}
