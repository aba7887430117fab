//! What patching did.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operations::excerpt::excerpt;
use crate::tree::Value;

/// The most changes that are listed.
const LISTED: usize = 1_000;

/// What a patch does to a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PatchReport {
    /// How many operations of a JSON Patch were applied, or how many members a merge patch set or removed.
    pub applied: usize,
    /// Whether anything was changed: `1.0` in place of `1` is no change.
    pub changed: bool,
    /// In a dry run what would be changed, in the order of the patch, the first thousand.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub changes: Vec<PatchChange>,
    /// How many more changes there are.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub omitted: usize,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PatchChange {
    /// The operation's place in a JSON Patch, from 0.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub index: Option<usize>,
    /// What happens: `add`, `remove`, `replace`, `move`, `copy`.
    pub op: String,
    /// Where, as a JSON Pointer.
    pub path: String,
    /// Where the value comes from, when it is moved or copied.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<String>,
    /// What was there: its text, cut after 120 characters.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub before: Option<String>,
    /// What is there then.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub after: Option<String>,
}

/// A patched document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Patched {
    /// The document; nothing after a dry run.
    pub json: Option<String>,
    /// What was done.
    pub report: PatchReport,
    /// What is odd: keys that stand twice.
    pub warnings: Vec<String>,
}

/// Notes changes, if anybody wants to know them.
#[derive(Debug)]
pub(super) struct Notes {
    wanted: bool,
    pub(super) applied: usize,
    pub(super) changed: bool,
    changes: Vec<PatchChange>,
    omitted: usize,
}

impl Notes {
    pub(super) const fn new(wanted: bool) -> Self {
        Self { wanted, applied: 0, changed: false, changes: Vec::new(), omitted: 0 }
    }

    /// What a value looks like, if anybody wants to know.
    pub(super) fn show(&self, value: &Value<'_>) -> Option<String> {
        self.wanted.then(|| excerpt(value))
    }

    /// Notes what `change` gives.
    pub(super) fn note(&mut self, change: impl FnOnce() -> PatchChange) {
        if !self.wanted {
        } else if self.changes.len() < LISTED {
            self.changes.push(change());
        } else {
            self.omitted += 1;
        }
    }

    pub(super) fn report(self) -> PatchReport {
        let Self { applied, changed, changes, omitted, .. } = self;
        PatchReport { applied, changed, changes, omitted }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}
