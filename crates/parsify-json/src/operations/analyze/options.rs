//! How to analyze.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most places that any list may hold.
pub(super) const MOST_LISTED: usize = 1_000;

/// Options of [`analyze`](super::analyze()).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct AnalyzeOptions {
    /// How many places each list holds; the others are counted.
    #[schemars(range(min = 0, max = 1_000), example = 3)]
    pub max_listed: usize,
    /// Look for strings that are likely dates, ids, addresses; costs a look at every string.
    pub likely: bool,
}

impl Default for AnalyzeOptions {
    fn default() -> Self {
        Self { max_listed: 10, likely: true }
    }
}
