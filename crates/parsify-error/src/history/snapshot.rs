use std::collections::BTreeMap;

use serde::Serialize;

use super::frequency::Frequency;
use super::key::FailureKey;
use crate::{ErrorKind, Severity};

/// What a history remembers, at one instant. Times are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct HistorySnapshot {
    /// Failures recorded since the beginning, whatever the filter says.
    pub recorded: u64,
    /// Groups that had to make room for newer ones, whatever the filter says.
    pub forgotten_groups: u64,
    /// Failures of the groups below, by what they have in common.
    pub totals: FailureTotals,
    /// The worst group first; of those as bad, the one with the most failures.
    pub groups: Vec<FailureGroup>,
    /// The latest failures one by one, the newest first.
    pub latest: Vec<FailureEntry>,
}

/// Failures added up over groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FailureTotals {
    /// By module; those that name none are under the empty name.
    pub by_module: BTreeMap<String, u64>,
    /// By kind.
    pub by_kind: BTreeMap<ErrorKind, u64>,
    /// By severity.
    pub by_severity: BTreeMap<Severity, u64>,
    /// By frequency of their group.
    pub by_frequency: BTreeMap<Frequency, u64>,
}

impl FailureTotals {
    pub(super) fn of(groups: &[FailureGroup]) -> Self {
        let mut totals = Self::default();
        for group in groups {
            let module = group.key.module.clone().unwrap_or_default();
            *totals.by_module.entry(module).or_default() += group.count;
            *totals.by_kind.entry(group.key.kind).or_default() += group.count;
            *totals.by_severity.entry(group.severity).or_default() += group.count;
            *totals.by_frequency.entry(group.frequency).or_default() += group.count;
        }
        totals
    }
}

/// Failures alike: of one module, version, operation, kind and code.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FailureGroup {
    /// What they have in common.
    #[serde(flatten)]
    pub key: FailureKey,
    /// How many there were.
    pub count: u64,
    /// When the first one was recorded.
    pub first_ms: u64,
    /// When the last one was recorded.
    pub last_ms: u64,
    /// How bad they are.
    pub severity: Severity,
    /// How often they occur.
    pub frequency: Frequency,
    /// The message of the last one, cut and with its control characters escaped.
    pub message: String,
    /// What to do about it: the hints of the last one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub resolution: Vec<String>,
    /// What keeps it from coming again.
    pub prevention: &'static str,
    /// Groups that failed within a second of it more than once, the most frequent first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<RelatedFailures>,
}

/// A group that often fails together with another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RelatedFailures {
    /// What its failures have in common.
    #[serde(flatten)]
    pub key: FailureKey,
    /// Failures of either group that came within a second after one of the other.
    pub together: u64,
}

/// One failure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FailureEntry {
    /// What it has in common with its group.
    #[serde(flatten)]
    pub key: FailureKey,
    /// When it was recorded.
    pub at_ms: u64,
    /// How bad it is.
    pub severity: Severity,
    /// Its message, cut and with its control characters escaped.
    pub message: String,
}
