use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of `validate`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct ValidateOptions {
    /// How many problems to list; the rest is counted.
    pub max_problems: usize,
    /// What the text is: `auto` reads it as a module where it imports or exports something, else as a script. Only some
    /// languages make a difference.
    pub source_type: SourceType,
}

impl Default for ValidateOptions {
    fn default() -> Self {
        Self { max_problems: 100, source_type: SourceType::Auto }
    }
}

/// What the text of a program is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SourceType {
    /// A module if it can be read as one, else a script.
    #[default]
    Auto,
    /// A script.
    Script,
    /// A module.
    Module,
}
