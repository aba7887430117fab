//! How to read and write Java properties.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operations::convert::dotted::RepeatedKeys;

/// What is particular to Java properties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[schemars(inline, example = serde_json::json!({ "nested": true }))]
#[non_exhaustive]
pub struct PropertiesOptions {
    /// Whether keys are places in nested values: `a.b`, and `a.0` in an array.
    pub nested: bool,
    /// What becomes of keys that stand again.
    pub repeated: RepeatedKeys,
    /// In which encoding a document is that is handed in as bytes.
    pub encoding: PropertiesEncoding,
    /// Write characters beyond ASCII as `\uXXXX`, which can be read in every encoding.
    pub escape_unicode: bool,
}

impl Default for PropertiesOptions {
    fn default() -> Self {
        Self {
            nested: false,
            repeated: RepeatedKeys::default(),
            encoding: PropertiesEncoding::default(),
            escape_unicode: true,
        }
    }
}

/// The encoding of Java properties. The default is UTF-8.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum PropertiesEncoding {
    /// UTF-8, as a `Reader` is commonly told to take it.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// ISO 8859-1, as an `InputStream` is taken.
    #[serde(rename = "latin-1")]
    Latin1,
}
