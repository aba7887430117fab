//! How to make a document canonical.

use crate::core::DEFAULT_MAX_DEPTH;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of [`canonicalize`](super::canonicalize()).
///
/// ```
/// use parsify_json::{CanonicalizeOptions, LossyNumbers};
///
/// let options: CanonicalizeOptions = serde_json::from_str(r#"{"lossyNumbers": "warn"}"#).unwrap();
/// assert_eq!(options.lossy_numbers, LossyNumbers::Warn);
/// assert_eq!(CanonicalizeOptions::default().lossy_numbers, LossyNumbers::Error);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct CanonicalizeOptions {
    /// What becomes of numbers that no double keeps: of more than 17 significant digits, of integers between two doubles, and
    /// of numbers so small that zero is left. Documents that differ in such digits only would have the same canonical form.
    #[schemars(example = &"warn")]
    pub lossy_numbers: LossyNumbers,
    /// Deepest nesting of brackets that is accepted.
    #[schemars(range(min = 1, max = 100_000))]
    pub max_depth: usize,
}

impl Default for CanonicalizeOptions {
    fn default() -> Self {
        Self { lossy_numbers: LossyNumbers::default(), max_depth: DEFAULT_MAX_DEPTH }
    }
}

/// What becomes of numbers that a double does not keep. The default is an error.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum LossyNumbers {
    /// The document is refused.
    #[default]
    Error,
    /// The nearest double is written, and each number is listed.
    Warn,
}
