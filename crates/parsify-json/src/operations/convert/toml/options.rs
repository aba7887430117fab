//! What is particular to TOML.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of [`convert`](crate::convert()) for TOML.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[schemars(inline)]
#[non_exhaustive]
pub struct TomlOptions {
    /// What becomes of null, which TOML does not have.
    pub nulls: TomlNulls,
    /// Write strings that are dates and times (RFC 3339, as TOML takes them) as such, not as strings.
    pub dates: bool,
}

/// What becomes of null. The default leaves it out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum TomlNulls {
    /// The member or element is left out.
    #[default]
    Omit,
    /// It becomes an empty string.
    Empty,
}
