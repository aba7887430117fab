use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of `analyze`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct AnalyzeOptions {
    /// Whether to list the variables, which are many.
    pub variables: bool,
    /// Whether to look for what is dangerous.
    pub security: bool,
    /// How many functions, classes, imports, exports, variables and findings to list, of each; the rest is counted.
    pub max_items: usize,
}

impl Default for AnalyzeOptions {
    fn default() -> Self {
        Self { variables: true, security: true, max_items: 1000 }
    }
}
