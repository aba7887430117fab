use std::time::{Duration, Instant, SystemTime};

use parsify_error::{Failure, Severity};
use parsify_interface::{Execution, Limits};
use parsify_telemetry::{Call, InFlight};
use tracing::field::{Empty, display};
use tracing::{Span, info_span};

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
    /// Disabled, and then next to nothing, while nobody collects spans.
    pub(crate) span: Span,
}

impl<'a> Course<'a> {
    pub(crate) fn begin(slot: &'a Slot, operation: usize, started: Instant) -> Self {
        let (running, descriptor) = (slot.counters[operation].enter(), &slot.descriptor);
        let span = info_span!(
            "parsify.call",
            module = %descriptor.id,
            version = %descriptor.version,
            operation = descriptor.operations[operation].name,
            digest = Empty,
            engine = Empty,
            attempts = Empty,
            outcome = Empty,
            otel.status_code = Empty,
        );
        Self { slot, operation, started, _running: running, waited: Duration::ZERO, attempts: 0, span }
    }

    /// Counts what has come of it, remembers a failure, and tells who watches. Says how long it took.
    pub(crate) fn end(self, inner: &Inner, result: &Result<Execution, Failure>, limits: &Limits) -> Duration {
        let now = Instant::now();
        let took = now.saturating_duration_since(self.started);
        let call = Call::of(result, took).with_deadline(limits.deadline);
        let call = match result {
            Ok(_) => call,
            Err(_) => call.with_queue_wait(self.waited).with_retries(self.attempts.saturating_sub(1)),
        };
        if !self.span.is_disabled() {
            self.tell(result);
        }
        let slot = self.slot;
        slot.counters[self.operation].count(&call);
        slot.pulse.window.record(now, &call);
        if let Err(failure) = result {
            inner.history.record(now, SystemTime::now(), failure);
            inner.host.events.told_of(slot, self.operation, failure);
        }
        took
    }
    /// What the span says of the call in the end.
    fn tell(&self, result: &Result<Execution, Failure>) {
        let span = &self.span;
        span.record("attempts", self.attempts.max(1));
        match result {
            Ok(execution) => {
                let report = &execution.report;
                if let Some(digest) = &report.digest {
                    span.record("digest", display(digest));
                }
                span.record("engine", display(report.engine)).record("outcome", "success");
            }
            Err(failure) => {
                span.record("outcome", failure.code());
                // An answer that says what is wrong with the request is one that the module gave well.
                if failure.classification().severity > Severity::Notice {
                    span.record("otel.status_code", "ERROR");
                }
            }
        }
    }
}
