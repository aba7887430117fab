//! Counts and sizes of a document.

use crate::count;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a document consists of. For an invalid document, what was recognized of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Statistics {
    /// Size in bytes.
    pub bytes: usize,
    /// Number of lines; a last one without a line break counts.
    pub lines: usize,
    /// Deepest nesting of brackets; 0 for a value without brackets.
    pub depth: usize,
    /// The limit of nesting that was in force.
    pub max_depth: usize,
    /// Number of objects.
    pub objects: usize,
    /// Number of arrays.
    pub arrays: usize,
    /// Number of keys.
    pub keys: usize,
    /// Number of strings, keys not counted.
    pub strings: usize,
    /// Number of numbers.
    pub numbers: usize,
    /// Number of `true` and `false`.
    pub booleans: usize,
    /// Number of `null`.
    pub nulls: usize,
    /// Number of keys that their object already had.
    pub duplicate_keys: usize,
    /// Length of the longest string or key in bytes, as written between its quotes.
    pub longest_string: usize,
    /// Number of numbers that overflow a double (IEEE 754 binary64) or vanish in it.
    pub numbers_beyond_range: usize,
    /// Number of numbers with more than 17 significant digits, and of integers that no double holds exactly.
    pub numbers_beyond_precision: usize,
}

impl Statistics {
    /// What is known of a source before it is read.
    #[must_use]
    pub fn before(source: &str, max_depth: usize) -> Self {
        Self { bytes: source.len(), lines: lines(source), max_depth, ..Self::default() }
    }
}

fn lines(source: &str) -> usize {
    count(source.as_bytes(), b'\n') + usize::from(!source.is_empty() && !source.ends_with('\n'))
}
