//! What to keep.

use super::condition::FilterCondition;
use crate::Indent;
use crate::operations::lines::{BadLines, Framing};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of [`filter`](super::filter()).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct FilterOptions {
    /// What is asked of each value, or of each element or line.
    #[serde(rename = "where")]
    #[schemars(example = serde_json::json!({"at": "/price", "min": 10}))]
    pub condition: FilterCondition,
    /// Whether what fulfils the condition stays or goes.
    pub mode: FilterMode,
    /// Ask the elements of the arrays at these places only, and leave everything else as it is: a JSON Pointer in which `*`
    /// stands for any key or index and `**` for any number of levels. Empty text is the document itself.
    #[schemars(example = "/items")]
    pub elements: Option<String>,
    /// Take out objects and arrays that have become empty by filtering, too.
    pub prune: bool,
    /// Whether the document is one value or JSON Lines, of which each line is asked.
    pub input: Framing,
    /// What becomes of a line that is no JSON.
    pub bad_lines: BadLines,
    /// Indentation per level: 0 to 16 spaces, "tab", or "none" for all in one line. Not for JSON Lines.
    pub indent: Indent,
}

/// What becomes of what fulfils the condition. The default is [`Keep`](Self::Keep).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum FilterMode {
    /// It stays, with all that is in it and with what it is in; everything else goes.
    #[default]
    Keep,
    /// It goes, and everything else stays.
    Drop,
}
