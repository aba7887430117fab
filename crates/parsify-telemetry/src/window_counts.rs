use std::time::Duration;

use serde::Serialize;

use crate::Blame;
use crate::call::{Call, Outcome};
use crate::statistics::millis;

/// What the calls of a window came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WindowCounts {
    /// Calls that ended.
    pub calls: u64,
    /// Calls that gave a response.
    pub successes: u64,
    /// Successes that came from the native twin.
    pub fallbacks: u64,
    /// Failures that are the caller's fault: [`Blame::Caller`].
    pub callers: u64,
    /// Failures at a limit: [`Blame::Limit`].
    pub limits: u64,
    /// Failures of something else: [`Blame::Elsewhere`].
    pub elsewhere: u64,
    /// Failures of the module or the sandbox: [`Blame::Module`].
    pub faults: u64,
    /// Successes that took more than their share of the deadline.
    pub slow: u64,
    /// Wall time of all successes.
    #[serde(rename = "wallMs", serialize_with = "millis")]
    pub wall: Duration,
    /// Wall time of the slowest success.
    #[serde(rename = "slowestMs", serialize_with = "millis")]
    pub slowest: Duration,
}

impl WindowCounts {
    /// Calls that say something of the module: all but those that failed by the caller's fault.
    #[must_use]
    pub fn judged(&self) -> u64 {
        self.calls - self.callers.min(self.calls)
    }

    pub(crate) fn count(&mut self, call: &Call, slow_share: f64) {
        self.calls += 1;
        match &call.outcome {
            Outcome::Success(success) => {
                self.successes += 1;
                self.fallbacks += u64::from(success.fallback);
                self.slow += u64::from(is_slow(call, slow_share));
                self.wall = self.wall.saturating_add(call.wall);
                self.slowest = self.slowest.max(call.wall);
            }
            Outcome::Failure(kind) => match Blame::of(*kind) {
                Blame::Caller => self.callers += 1,
                Blame::Limit => self.limits += 1,
                Blame::Elsewhere => self.elsewhere += 1,
                Blame::Module => self.faults += 1,
            },
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.calls += other.calls;
        self.successes += other.successes;
        self.fallbacks += other.fallbacks;
        self.callers += other.callers;
        self.limits += other.limits;
        self.elsewhere += other.elsewhere;
        self.faults += other.faults;
        self.slow += other.slow;
        self.wall = self.wall.saturating_add(other.wall);
        self.slowest = self.slowest.max(other.slowest);
    }
}

fn is_slow(call: &Call, share: f64) -> bool {
    call.deadline.is_some_and(|deadline| call.wall.as_secs_f64() > deadline.as_secs_f64() * share)
}
