//! Which types to write.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operations::infer::{DEFAULT_MAPS_FROM, Samples};

/// Options of [`generate_types`](super::generate_types()).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct TypesOptions {
    /// The language.
    #[schemars(example = &"rust")]
    pub language: TypeLanguage,
    /// The name of the outermost type.
    #[schemars(example = &"Order")]
    pub name: String,
    /// How each document holds its values: one, or one on each line (JSON Lines).
    pub values: Samples,
    /// Objects with more different keys than that, whose values are alike, become maps; 0 for none.
    #[schemars(range(min = 0, max = 100_000))]
    pub maps_from: usize,
    /// Java and Kotlin: say the keys with the annotations of Jackson and kotlinx.serialization, which then have to be there.
    /// Without them, members get the names of their keys where these are names, and a comment says the key where not.
    pub annotations: bool,
    /// Java, Kotlin and Go: the package.
    #[schemars(example = &"com.example.orders")]
    pub package: Option<String>,
}

impl Default for TypesOptions {
    fn default() -> Self {
        Self {
            language: TypeLanguage::default(),
            name: "Root".to_owned(),
            values: Samples::default(),
            maps_from: DEFAULT_MAPS_FROM,
            annotations: false,
            package: None,
        }
    }
}

/// A language for types.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum TypeLanguage {
    /// TypeScript: interfaces.
    #[default]
    TypeScript,
    /// Rust: structs for serde.
    Rust,
    /// Go: structs for encoding/json.
    Go,
    /// Python 3.10: dataclasses.
    Python,
    /// Java 16: records.
    Java,
    /// Kotlin: data classes.
    Kotlin,
    /// JSON Schema 2020-12, as `infer-schema` writes it.
    #[serde(rename = "json-schema")]
    JsonSchema,
}

impl TypeLanguage {
    /// Every language.
    pub const ALL: &[Self] =
        &[Self::TypeScript, Self::Rust, Self::Go, Self::Python, Self::Java, Self::Kotlin, Self::JsonSchema];

    /// Its name in params.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TypeScript => "typescript",
            Self::Rust => "rust",
            Self::Go => "go",
            Self::Python => "python",
            Self::Java => "java",
            Self::Kotlin => "kotlin",
            Self::JsonSchema => "json-schema",
        }
    }

    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::TypeScript => "text/x-typescript",
            Self::Rust => "text/x-rust",
            Self::Go => "text/x-go",
            Self::Python => "text/x-python",
            Self::Java => "text/x-java",
            Self::Kotlin => "text/x-kotlin",
            Self::JsonSchema => "application/schema+json",
        }
    }
}
