use std::cell::Cell;

use boa_engine::context::time::{Clock, JsInstant};

/// A clock that stands still until a timer moves it.
#[derive(Debug)]
pub(super) struct VirtualClock {
    /// Milliseconds since 1970 at which the program began.
    begun: i64,
    /// Milliseconds since then.
    passed: Cell<u64>,
}

impl VirtualClock {
    pub(super) fn new(begun: i64) -> Self {
        Self { begun, passed: Cell::new(0) }
    }

    pub(super) fn passed(&self) -> u64 {
        self.passed.get()
    }

    /// Goes on to a moment, never back.
    pub(super) fn go_to(&self, moment: u64) {
        self.passed.set(self.passed.get().max(moment));
    }

    pub(super) fn now(&self) -> i64 {
        self.begun.saturating_add_unsigned(self.passed.get())
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> JsInstant {
        let passed = self.passed.get();
        JsInstant::new(passed / 1000, u32::try_from(passed % 1000).unwrap_or_default() * 1_000_000)
    }

    fn system_time_millis(&self) -> i64 {
        self.now()
    }
}
