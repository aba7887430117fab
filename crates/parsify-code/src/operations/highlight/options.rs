use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of `highlight`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct HighlightOptions {
    /// What the result is.
    pub output: HighlightFormat,
    /// Whether each line begins with its number.
    pub line_numbers: bool,
    /// What the names of classes in HTML begin with.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub class_prefix: String,
}

/// What the result of `highlight` is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum HighlightFormat {
    /// HTML: `<pre><code>` with a `<span class="…">` for each token, named after its kind.
    #[default]
    Html,
    /// Text with the colours of a terminal (ECMA-48, SGR).
    Ansi,
}
