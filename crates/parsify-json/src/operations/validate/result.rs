//! What validation finds.

use crate::core::Problem;
use crate::core::Statistics;
use crate::schema::SchemaValidation;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The result of [`validate`](super::validate()).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Validation {
    /// Whether the document is JSON by RFC 8259 and no deeper than the limit, and fits the schema where there is one.
    /// Warnings do not count.
    pub valid: bool,
    /// What is wrong, in the order of discovery.
    pub problems: Vec<Problem>,
    /// What is allowed but doubtful: duplicate keys and lone surrogates, in the order of the document.
    pub warnings: Vec<Problem>,
    /// Counts and sizes.
    pub statistics: Statistics,
    /// How many problems and warnings were found beyond those listed.
    pub omitted: usize,
    /// With a schema: what does not fit it. Missing where the document is no JSON.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub schema: Option<SchemaValidation>,
}
