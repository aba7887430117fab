use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What `format` says beside the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FormatSummary {
    /// The language it was read as.
    pub language: String,
    /// Whether the text is another one now.
    pub changed: bool,
    /// Bytes of the source.
    pub bytes_in: usize,
    /// Bytes of the result.
    pub bytes_out: usize,
}

impl FormatSummary {
    /// What is to be said of a source and its formatted form.
    #[must_use]
    pub fn new(language: impl Into<String>, source: &str, formatted: &str) -> Self {
        let (bytes_in, bytes_out) = (source.len(), formatted.len());
        Self { language: language.into(), changed: source != formatted, bytes_in, bytes_out }
    }
}
