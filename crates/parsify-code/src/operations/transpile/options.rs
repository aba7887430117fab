use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operations::SourceType;

/// Options of `transpile`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct TranspileOptions {
    /// The oldest edition of ECMAScript that must understand the result.
    pub target: Target,
    /// What becomes of JSX.
    pub jsx: Jsx,
    /// Where the functions of JSX come from; `react` when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jsx_import_source: Option<String>,
    /// Whether to give a source map, as a second document.
    pub source_map: bool,
    /// The name of the source in the source map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_name: Option<String>,
    /// What the text is.
    pub source_type: SourceType,
}

/// An edition of ECMAScript.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names of the editions say it")]
pub enum Target {
    Es2015,
    Es2016,
    Es2017,
    Es2018,
    Es2019,
    Es2020,
    Es2021,
    Es2022,
    Es2023,
    Es2024,
    /// Whatever the source uses stays.
    #[default]
    Esnext,
}

/// What becomes of JSX.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Jsx {
    /// Calls of functions that are imported by themselves.
    #[default]
    Automatic,
    /// Calls of `React.createElement`.
    Classic,
    /// It stays.
    Preserve,
}
