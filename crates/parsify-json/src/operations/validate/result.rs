//! What validation finds.

use crate::core::{Problem, Statistics};
use crate::schema::SchemaValidation;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The result of [`validate`](super::validate()).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Validation {
    /// Whether the document is JSON by RFC 8259, or what else `dialect` asks for, and no deeper than the limit, and fits the
    /// schema where there is one; of several documents, whether all are. Warnings do not count.
    pub valid: bool,
    /// What is wrong, in the order of discovery.
    pub problems: Vec<Problem>,
    /// What is allowed but doubtful: duplicate keys and lone surrogates, and of JSON5 what JSON has no numbers for; in the order
    /// of the document.
    pub warnings: Vec<Problem>,
    /// Counts and sizes.
    pub statistics: Statistics,
    /// How many problems and warnings were found beyond those listed.
    pub omitted: usize,
    /// With `values` other than "one": how many documents there are, and which of them are bad. All places are those in the
    /// whole text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub documents: Option<DocumentsFound>,
    /// With a schema: what does not fit it. Missing where the document is no JSON.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub schema: Option<SchemaValidation>,
}

/// The documents of a text that may hold several.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DocumentsFound {
    /// How many there are, bad ones included.
    pub count: usize,
    /// How many are bad.
    pub bad: usize,
    /// The first bad ones, 100 at most.
    pub first_bad: Vec<BadDocument>,
}

/// A document with problems.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BadDocument {
    /// Which one it is, from 1.
    pub document: usize,
    /// The line of the text in which it starts, from 1.
    pub line: usize,
    /// Offset of its start in the text, in bytes.
    pub offset: usize,
    /// How many problems it has.
    pub problems: usize,
}
