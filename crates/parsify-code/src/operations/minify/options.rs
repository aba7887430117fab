use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operations::SourceType;

/// Options of `minify`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct MinifyOptions {
    /// Whether to rewrite expressions and leave out what is never reached.
    pub compress: bool,
    /// Whether to shorten names that nothing outside can see.
    pub mangle: bool,
    /// Whether functions and classes keep their names, which a program can ask for.
    pub keep_names: bool,
    /// Which comments stay.
    pub comments: Comments,
    /// Whether to give a source map, as a second document.
    pub source_map: bool,
    /// The name of the source in the source map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_name: Option<String>,
    /// What the text is.
    pub source_type: SourceType,
}

impl Default for MinifyOptions {
    fn default() -> Self {
        Self {
            compress: true,
            mangle: true,
            keep_names: false,
            comments: Comments::Legal,
            source_map: false,
            source_name: None,
            source_type: SourceType::Auto,
        }
    }
}

/// Which comments stay.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Comments {
    /// None.
    None,
    /// Those with `@license`, `@preserve` or a first `!`.
    #[default]
    Legal,
}
