//! What counts as a difference, and how differences are shown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Indent;

/// Options of [`compare`](super::compare()).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct CompareOptions {
    /// What to write: "text", a line for each difference; "unified", both documents formatted, line by line; "html", the same
    /// for a page; "patch", a JSON Patch that makes the right one of the left one; "merge-patch"; "none".
    #[schemars(example = &"unified")]
    pub format: CompareFormat,
    /// Arrays are equal when they have the same elements in any order.
    pub ignore_order: bool,
    /// Strings are equal when their lower-case forms are.
    pub ignore_case: bool,
    /// Keys are equal when their lower-case forms are.
    pub ignore_key_case: bool,
    /// Numbers are equal when they differ by no more than that; exactly, for numbers of up to 36 digits.
    #[schemars(range(min = 0), example = 0.01)]
    pub absolute_tolerance: f64,
    /// Numbers are equal when they differ by no more than this part of the larger one.
    #[schemars(range(min = 0), example = 1e-9)]
    pub relative_tolerance: f64,
    /// Compare only these places and what is in them: JSON Pointers in which `*` stands for any key or index and `**` for any
    /// number of levels. All when there are none.
    #[schemars(example = ["/users/*/name"])]
    pub include: Vec<String>,
    /// Do not compare these places, nor what is in them.
    #[schemars(example = ["/**/updatedAt"])]
    pub exclude: Vec<String>,
    /// How elements of arrays are paired: "edit", so that few are added and removed; or "index", the first with the first.
    pub align: CompareAlign,
    /// Keys that tell the elements of an array apart: objects with the same value of it are paired, wherever they stand. The
    /// first one that an element has counts.
    #[schemars(example = ["id"])]
    pub identity: Vec<String>,
    /// How many differences are listed; the others are counted.
    #[schemars(range(min = 0, max = 100_000))]
    pub max_differences: usize,
    /// Unchanged lines around each change in "unified" and "html".
    #[schemars(range(min = 0, max = 1_000))]
    pub context: usize,
    /// Indentation per level of what is written: 0 to 16 spaces, "tab", or "none".
    pub indent: Indent,
}

impl Default for CompareOptions {
    fn default() -> Self {
        Self {
            format: CompareFormat::default(),
            ignore_order: false,
            ignore_case: false,
            ignore_key_case: false,
            absolute_tolerance: 0.0,
            relative_tolerance: 0.0,
            include: Vec::new(),
            exclude: Vec::new(),
            align: CompareAlign::default(),
            identity: Vec::new(),
            max_differences: 1_000,
            context: 3,
            indent: Indent::default(),
        }
    }
}

/// How differences are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum CompareFormat {
    /// A line for each difference.
    #[default]
    Text,
    /// A unified diff of both documents, formatted.
    Unified,
    /// The unified diff as a fragment of HTML.
    Html,
    /// A JSON Patch (RFC 6902).
    Patch,
    /// A JSON Merge Patch (RFC 7396).
    MergePatch,
    /// No document.
    None,
}

/// How elements of arrays are paired.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum CompareAlign {
    /// By the longest common subsequence.
    #[default]
    Edit,
    /// By their indices.
    Index,
}
