//! What the steps did.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most changes that are listed.
const LISTED: usize = 1_000;

/// What the steps did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TransformReport {
    /// For each step how often it did something.
    pub steps: Vec<StepReport>,
    /// In a dry run what would be changed, the first thousand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<TransformChange>,
    /// How many more changes there are.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub omitted: usize,
}

/// What one step did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StepReport {
    /// What it is.
    pub op: String,
    /// How many places it found.
    pub found: usize,
    /// How many it changed. The others did not fulfil its condition, were as they should be, or were passed over by an
    /// option.
    pub changed: usize,
}

/// A change by a step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TransformChange {
    /// The step, counted from 0.
    pub step: usize,
    /// Where, as a JSON Pointer into the document as it is before the step.
    pub path: String,
    /// Where the value goes, when it is renamed, moved or copied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// What was there: its text, cut after 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What is there then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// Collects changes, if anybody wants to know them.
#[derive(Debug)]
pub(super) struct Log {
    pub(super) wanted: bool,
    pub(super) report: TransformReport,
}

impl Log {
    /// Counts a change of the last step, and notes what `change` gives.
    pub(super) fn note(&mut self, change: impl FnOnce() -> TransformChange) {
        let step = self.report.steps.len().saturating_sub(1);
        if let Some(step) = self.report.steps.last_mut() {
            step.changed += 1;
        }
        if !self.wanted {
        } else if self.report.changes.len() < LISTED {
            self.report.changes.push(TransformChange { step, ..change() });
        } else {
            self.report.omitted += 1;
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}
