//! What came of it.

use crate::core::Place;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A canonical document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Canonical {
    /// The document, in one line without a line break at its end.
    pub json: String,
    /// How many numbers have lost digits.
    pub lossy_count: usize,
    /// The first of them, 20 at most.
    pub lossy_numbers: Vec<LossyNumber>,
}

/// A number that has lost digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LossyNumber {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in Unicode scalar values.
    pub column: usize,
    /// Offset from the start of the document, in bytes.
    pub offset: usize,
    /// What is left of it.
    pub written: String,
}

/// How large a document was and is, and which numbers have lost digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CanonicalSizes {
    /// Size of the document handed in, in bytes.
    pub bytes_in: usize,
    /// Size of the canonical document, in bytes.
    pub bytes_out: usize,
    /// How many numbers have lost digits; absent when none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lossy_count: Option<usize>,
    /// The first of them, 20 at most.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lossy_numbers: Vec<LossyNumber>,
}

impl LossyNumber {
    pub(super) fn new(place: Place, written: String) -> Self {
        Self { line: place.line, column: place.column, offset: place.offset, written }
    }
}

impl Canonical {
    pub(super) fn sizes(&self, source: &str) -> CanonicalSizes {
        CanonicalSizes {
            bytes_in: source.len(),
            bytes_out: self.json.len(),
            lossy_count: (self.lossy_count > 0).then_some(self.lossy_count),
            lossy_numbers: self.lossy_numbers.clone(),
        }
    }

    pub(super) fn warning(&self) -> Option<String> {
        let LossyNumber { line, column, .. } = self.lossy_numbers.first()?;
        Some(match self.lossy_count {
            1 => format!("the number at line {line}, column {column} has lost digits"),
            count => format!("{count} numbers have lost digits, the first at line {line}, column {column}"),
        })
    }
}
