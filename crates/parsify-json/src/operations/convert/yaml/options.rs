//! What is particular to YAML.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of [`convert`](crate::convert()) for YAML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[schemars(inline)]
#[non_exhaustive]
pub struct YamlOptions {
    /// Whether a stream is one document, or all its documents are the elements of an array. It counts for reading and for
    /// writing.
    pub documents: YamlDocuments,
    /// Put the members of a mapping that a plain key `<<` names into the mapping around it. YAML 1.2 does not know this key
    /// any more; without the option it is one like others.
    pub merge_keys: bool,
}

impl Default for YamlOptions {
    fn default() -> Self {
        Self { documents: YamlDocuments::default(), merge_keys: true }
    }
}

/// Which documents of a stream are meant. The default is one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum YamlDocuments {
    /// There is one; a stream of several is refused, an empty one is null.
    #[default]
    One,
    /// All, as the elements of an array.
    All,
}
