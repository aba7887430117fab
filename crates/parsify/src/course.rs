use std::time::{Duration, Instant, SystemTime};

use parsify_error::Failure;
use parsify_interface::{Execution, Limits};
use parsify_telemetry::{Call, InFlight};

use crate::manager::Inner;
use crate::slot::Slot;

/// The way of one call that passed the checks, from its beginning until it is accounted for.
pub(crate) struct Course<'a> {
    slot: &'a Slot,
    operation: usize,
    started: Instant,
    _running: InFlight<'a>,
    /// How long it waited for a place among the running calls.
    pub(crate) waited: Duration,
    /// The attempts in the sandbox.
    pub(crate) attempts: u32,
}

impl<'a> Course<'a> {
    pub(crate) fn begin(slot: &'a Slot, operation: usize, started: Instant) -> Self {
        let running = slot.counters[operation].enter();
        Self { slot, operation, started, _running: running, waited: Duration::ZERO, attempts: 0 }
    }

    /// Counts what has come of it, remembers a failure, and tells who watches.
    pub(crate) fn end(self, inner: &Inner, result: &Result<Execution, Failure>, limits: &Limits) {
        let now = Instant::now();
        let call = Call::of(result, now.saturating_duration_since(self.started)).with_deadline(limits.deadline);
        let call = match result {
            Ok(_) => call,
            Err(_) => call.with_queue_wait(self.waited).with_retries(self.attempts.saturating_sub(1)),
        };
        let slot = self.slot;
        slot.counters[self.operation].count(&call);
        slot.pulse.window.record(now, &call);
        if let Err(failure) = result {
            inner.history.record(now, SystemTime::now(), failure);
            inner.host.events.told_of(slot, self.operation, failure);
        }
    }
}
