use std::time::Duration;

use parsify_error::{ErrorKind, Failure};
use parsify_interface::{CacheState, Execution, Report};

/// One call that has ended, as it is counted. Cheap to make: nothing is copied that allocates.
///
/// ```
/// use std::time::Duration;
/// use parsify_telemetry::{Call, ErrorKind, Failure};
///
/// let result = Err(Failure::new(ErrorKind::Timeout, "sandbox.timeout", "the call did not end within 200 ms"));
/// let call = Call::of(&result, Duration::from_millis(201))
///     .with_queue_wait(Duration::from_millis(20))
///     .with_deadline(Duration::from_millis(200));
/// # let _ = call;
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Call {
    pub(crate) wall: Duration,
    pub(crate) queue_wait: Duration,
    pub(crate) compile: Duration,
    pub(crate) load: Duration,
    pub(crate) retries: u32,
    pub(crate) deadline: Option<Duration>,
    pub(crate) outcome: Outcome,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    Success(Success),
    Failure(ErrorKind),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Success {
    pub(crate) fallback: bool,
    pub(crate) cache: CacheState,
    pub(crate) peak_memory: u64,
    pub(crate) bytes_in: u64,
    pub(crate) bytes_out: u64,
}

impl Call {
    /// The call with this result, which took `wall` from its beginning to its end, waiting included. Of a success, retries
    /// and the times of waiting and loading are those of its report; of a failure, none until the other functions say so.
    #[must_use]
    pub fn of(result: &Result<Execution, Failure>, wall: Duration) -> Self {
        match result {
            Ok(execution) => Self::succeeded(&execution.report, wall),
            Err(failure) => Self::failed(failure.kind(), wall),
        }
    }

    /// A call that ended with a response.
    #[must_use]
    pub fn succeeded(report: &Report, wall: Duration) -> Self {
        let fallback = report.fallback.is_some();
        // The first attempt is no retry, and the one of the native twin is a fallback.
        let retries = report.attempts.saturating_sub(1 + u32::from(fallback));
        let success = Success {
            fallback,
            cache: report.cache,
            peak_memory: report.peak_memory,
            bytes_in: report.bytes_in,
            bytes_out: report.bytes_out,
        };
        let call = Self::new(Outcome::Success(success), wall).with_retries(retries);
        call.with_queue_wait(report.queue).with_compile(report.compile).with_load(report.load)
    }

    /// A call that ended with a failure.
    #[must_use]
    pub fn failed(kind: ErrorKind, wall: Duration) -> Self {
        Self::new(Outcome::Failure(kind), wall)
    }

    fn new(outcome: Outcome, wall: Duration) -> Self {
        let zero = Duration::ZERO;
        Self { wall, queue_wait: zero, compile: zero, load: zero, retries: 0, deadline: None, outcome }
    }

    /// How long it waited for a place among the running calls.
    #[must_use]
    pub fn with_queue_wait(self, queue_wait: Duration) -> Self {
        Self { queue_wait, ..self }
    }

    /// How long its component was compiled for it; zero for one that was found compiled.
    #[must_use]
    pub fn with_compile(self, compile: Duration) -> Self {
        Self { compile, ..self }
    }

    /// How long its module was loaded for it, compilation aside: reading, checking, asking for the descriptor.
    #[must_use]
    pub fn with_load(self, load: Duration) -> Self {
        Self { load, ..self }
    }

    /// How often it was tried again in the sandbox.
    #[must_use]
    pub fn with_retries(self, retries: u32) -> Self {
        Self { retries, ..self }
    }

    /// How long it was allowed to take. Without it, a [`Window`](crate::Window) never finds the call slow.
    #[must_use]
    pub fn with_deadline(self, deadline: Duration) -> Self {
        Self { deadline: Some(deadline), ..self }
    }
}
