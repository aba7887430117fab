//! How to repair.

use crate::core::DEFAULT_MAX_DEPTH;
use crate::operations::format::Indent;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of [`repair`](super::repair()).
///
/// ```
/// use parsify_json::{Indent, RepairOptions};
///
/// let options: RepairOptions = serde_json::from_str(r#"{"indent": "none"}"#).unwrap();
/// assert_eq!(options.indent, Indent::None);
/// assert_eq!(options.max_changes, 1000);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct RepairOptions {
    /// Indentation per level: 0 to 16 spaces, "tab", or "none" for all in one line without a line break at the end.
    pub indent: Indent,
    /// Deepest nesting of brackets that is accepted.
    #[schemars(range(min = 1, max = 100_000))]
    pub max_depth: usize,
    /// How many changes are listed; further ones are only counted.
    #[schemars(range(min = 1, max = 100_000))]
    pub max_changes: usize,
}

impl RepairOptions {
    /// The most that [`max_changes`](Self::max_changes) may be; more counts as this.
    pub const MOST_CHANGES: usize = 100_000;
}

impl Default for RepairOptions {
    fn default() -> Self {
        Self { indent: Indent::default(), max_depth: DEFAULT_MAX_DEPTH, max_changes: 1000 }
    }
}
