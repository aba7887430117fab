//! What to count.

use crate::operations::lines::{BadLines, Framing};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most that the options may ask for.
pub(super) const MOST_PATHS: usize = 10_000;
pub(super) const MOST_DEPTH: usize = 512;
pub(super) const MOST_DISTINCT: usize = 100_000;
pub(super) const MOST_TOP: usize = 100;

/// Options of [`stats`](super::stats()).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct StatsOptions {
    /// Whether the records are the lines of JSON Lines, or the elements of an array.
    pub input: Framing,
    /// Where the array is, as a JSON Pointer; empty for the whole document. Not for JSON Lines.
    #[schemars(example = "/items")]
    pub path: String,
    /// What becomes of a line that is no JSON.
    pub bad_lines: BadLines,
    /// How many different paths are looked at, those that come first; values at others are counted as omitted.
    #[schemars(range(min = 1, max = 10_000))]
    pub max_paths: usize,
    /// How deep below a record values are looked at.
    #[schemars(range(min = 0, max = 512), example = 2)]
    pub max_depth: usize,
    /// Up to how many different values of a path are counted exactly.
    #[schemars(range(min = 0, max = 100_000))]
    pub max_distinct: usize,
    /// How many of the most frequent values are listed for each path.
    #[schemars(range(min = 0, max = 100), example = 3)]
    pub top: usize,
}

impl Default for StatsOptions {
    fn default() -> Self {
        Self {
            input: Framing::JsonLines,
            path: String::new(),
            bad_lines: BadLines::default(),
            max_paths: 1_000,
            max_depth: 32,
            max_distinct: 1_000,
            top: 5,
        }
    }
}
