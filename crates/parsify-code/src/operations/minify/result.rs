use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What `minify` says beside the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MinifySummary {
    /// The language it was read as.
    pub language: String,
    /// Bytes of the source.
    pub bytes_in: usize,
    /// Bytes of the result.
    pub bytes_out: usize,
    /// Bytes of the result for each byte of the source, to three places.
    pub ratio: f64,
}

impl MinifySummary {
    /// What is to be said of a source and its short form.
    #[must_use]
    pub fn new(language: impl Into<String>, source: &str, minified: &str) -> Self {
        let (bytes_in, bytes_out) = (source.len(), minified.len());
        let ratio = if bytes_in == 0 { 1.0 } else { (bytes_out as f64 / bytes_in as f64 * 1000.0).round() / 1000.0 };
        Self { language: language.into(), bytes_in, bytes_out, ratio }
    }
}
