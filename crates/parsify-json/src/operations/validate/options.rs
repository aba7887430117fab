//! How to validate.

use crate::operations::depth::DEFAULT_MAX_DEPTH;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of [`validate`](super::validate()).
///
/// ```
/// use parsify_json::ValidateOptions;
///
/// let options: ValidateOptions = serde_json::from_str(r#"{"maxProblems": 10}"#).unwrap();
/// assert_eq!(options.max_problems, 10);
/// assert_eq!(options.max_depth, 1000);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct ValidateOptions {
    /// Deepest nesting of brackets that is accepted. Checking stops at the first bracket beyond.
    #[schemars(range(min = 1, max = 100_000))]
    pub max_depth: usize,
    /// How many problems are listed, and how many warnings; further ones are only counted.
    #[schemars(range(min = 1, max = 10_000))]
    pub max_problems: usize,
}

impl Default for ValidateOptions {
    fn default() -> Self {
        Self { max_depth: DEFAULT_MAX_DEPTH, max_problems: 100 }
    }
}
