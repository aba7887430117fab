use super::related::Companions;
use crate::harmless::bounded;
use crate::rolling::{Rolling, Tick};
use crate::{Failure, Severity};

/// What is remembered of failures alike.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) id: u64,
    pub(super) count: u64,
    /// Of the last failure, among all failures.
    pub(super) number: u64,
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) hints: Vec<String>,
    pub(super) window: Rolling<u64>,
    pub(super) companions: Companions,
}

/// Hints of one failure that are kept.
const HINTS: usize = 4;

impl Group {
    pub(super) fn new(id: u64, at: u64, severity: Severity) -> Self {
        Self {
            id,
            count: 0,
            number: 0,
            first: at,
            last: at,
            severity,
            message: String::new(),
            hints: Vec::new(),
            window: Rolling::new(),
            companions: Companions::default(),
        }
    }

    pub(super) fn count(&mut self, (number, at, tick): (u64, u64, Tick), failure: &Failure, most: usize) {
        self.count += 1;
        self.number = number;
        self.last = at;
        self.severity = self.severity.max(failure.severity());
        self.message = bounded(failure.message(), most);
        self.hints = failure.hints().iter().take(HINTS).map(|hint| bounded(hint, most)).collect();
        *self.window.slice(tick) += 1;
    }
}
