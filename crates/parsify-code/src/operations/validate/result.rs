use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problem::{Problem, Severity};

/// What `validate` finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Validation {
    /// Whether the text is a program of the language. Warnings do not count.
    pub valid: bool,
    /// The language it was read as.
    pub language: String,
    /// What is wrong, in the order of the text.
    pub problems: Vec<Problem>,
    /// What is allowed but doubtful, in the order of the text.
    pub warnings: Vec<Problem>,
    /// How many problems and warnings were found beyond those listed.
    pub omitted: usize,
}

impl Validation {
    /// Sorts what was found, and lists as much of it as is wanted.
    #[must_use]
    pub fn new(language: impl Into<String>, mut found: Vec<Problem>, most: usize) -> Self {
        found.sort_by_key(|problem| (problem.start.offset, problem.severity != Severity::Error));
        let valid = found.iter().all(|problem| problem.severity != Severity::Error);
        let omitted = found.len().saturating_sub(most);
        found.truncate(most);
        let (problems, warnings) = found.into_iter().partition(|problem| problem.severity == Severity::Error);
        Self { valid, language: language.into(), problems, warnings, omitted }
    }
}
