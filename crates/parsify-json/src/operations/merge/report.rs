//! What merging met.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Conflicts and counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MergeReport {
    /// How many documents were merged.
    pub documents: usize,
    /// Where documents have different values of which only one could stay, in the order of the result.
    pub conflicts: Vec<MergeConflict>,
    /// How many more conflicts there are.
    pub omitted: usize,
    /// How many elements of arrays "combine" left out or merged, because an earlier document had them.
    pub duplicates: usize,
}

/// A place for which documents have different values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MergeConflict {
    /// Where, as a JSON Pointer into the result.
    pub path: String,
    /// The values, in the order of the documents.
    pub values: Vec<ConflictingValue>,
    /// The document whose value is in the result, counted from 0.
    pub winner: usize,
}

/// What one document has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ConflictingValue {
    /// The document, counted from 0.
    pub document: usize,
    /// The text of its value, cut after 120 characters.
    pub value: String,
}

/// Merged documents.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Merged {
    /// The result.
    pub json: String,
    /// Conflicts and counts.
    pub report: MergeReport,
    /// What is odd: keys that stand twice.
    pub warnings: Vec<String>,
}
