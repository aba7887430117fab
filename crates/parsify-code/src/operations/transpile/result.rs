use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What `transpile` says beside the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TranspileSummary {
    /// The language it was read as.
    pub language: String,
    /// Bytes of the source.
    pub bytes_in: usize,
    /// Bytes of the result.
    pub bytes_out: usize,
    /// Functions that the result imports, each by the name of its module.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub helpers: Vec<String>,
}

impl TranspileSummary {
    /// What is to be said of a source and its result.
    #[must_use]
    pub fn new(language: impl Into<String>, source: &str, result: &str, helpers: Vec<String>) -> Self {
        Self { language: language.into(), bytes_in: source.len(), bytes_out: result.len(), helpers }
    }
}
