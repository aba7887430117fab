//! How to repair.

use crate::core::DEFAULT_MAX_DEPTH;
use crate::operations::convert::NonFinite;
use crate::operations::format::Indent;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of [`repair`](super::repair()).
///
/// ```
/// use parsify_json::{Indent, RepairOptions};
///
/// let options: RepairOptions = serde_json::from_str(r#"{"indent": "none"}"#).unwrap();
/// assert_eq!(options.indent, Some(Indent::None));
/// assert_eq!(options.max_changes, 1000);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct RepairOptions {
    /// Indentation per level: 0 to 16 spaces, "tab", or "none" for all in one line. Absent: the layout of the document is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = 2)]
    pub indent: Option<Indent>,
    /// What becomes of several values one after the other: "array", one array of all of them, or "error".
    #[schemars(example = &"error")]
    pub values: RepairValues,
    /// What becomes of infinities and NaN: "null", or "text", a string.
    #[schemars(example = &"text")]
    pub non_finite: NonFinite,
    /// Deepest nesting of brackets that is accepted.
    #[schemars(range(min = 1, max = 100_000))]
    pub max_depth: usize,
    /// How many changes are listed; further ones are only counted.
    #[schemars(range(min = 1, max = 100_000))]
    pub max_changes: usize,
}

/// What becomes of several values one after the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum RepairValues {
    /// One array of all of them.
    #[default]
    Array,
    /// A failure at the second one.
    Error,
}

impl RepairOptions {
    /// The most that [`max_changes`](Self::max_changes) may be; more counts as this.
    pub const MOST_CHANGES: usize = 100_000;
}

impl Default for RepairOptions {
    fn default() -> Self {
        let (values, non_finite) = (RepairValues::default(), NonFinite::default());
        Self { indent: None, values, non_finite, max_depth: DEFAULT_MAX_DEPTH, max_changes: 1000 }
    }
}
