//! The memory of failures: what it says, and that it is bounded.

mod bounds;
mod frequency;
mod groups;
mod related;

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use parsify_error::{ErrorKind, Failure, History, HistoryFilter, HistoryPolicy, HistorySnapshot};

use crate::clock;

/// A history with its clocks, which run together from an hour after 1970 on.
struct Watched {
    history: History,
    first: Instant,
    passed: Duration,
}

impl Watched {
    fn new(policy: HistoryPolicy) -> Self {
        let first = clock::start();
        Self { history: History::new(policy, first), first, passed: Duration::ZERO }
    }

    fn pass(&mut self, millis: u64) {
        self.passed += Duration::from_millis(millis);
    }

    fn at(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(3600) + self.passed
    }

    fn record(&self, failure: &Failure) {
        self.history.record(self.first + self.passed, self.at(), failure);
    }

    fn snapshot(&self) -> HistorySnapshot {
        self.filtered(&HistoryFilter::default())
    }

    fn filtered(&self, filter: &HistoryFilter) -> HistorySnapshot {
        self.history.snapshot(self.first + self.passed, filter)
    }
}

fn failure(module: &str, kind: ErrorKind, code: &'static str) -> Failure {
    Failure::new(kind, code, format!("{code} in {module}"))
        .with_module(module)
        .with_version("1.2.3")
        .with_operation("run")
}
