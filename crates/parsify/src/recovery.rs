use std::hash::{BuildHasher as _, Hasher as _};
use std::time::Instant;

use parsify_error::{Failure, Recovery, RetryPolicy, Situation, decide};
use parsify_interface::{CallOptions, Execution, FailureSummary, Fallback, Limits, Phase, Request};

use crate::events::Happening;
use crate::manager::Inner;
use crate::slot::Slot;
use crate::waiting;

/// Runs a call until it succeeds or the recovery decision ends it.
pub(crate) async fn run(
    inner: &Inner,
    slot: &Slot,
    operation: usize,
    request: &Request,
    (options, limits): (&CallOptions, &Limits),
    policy: RetryPolicy,
) -> Result<Execution, Failure> {
    let operation = &slot.descriptor.operations[operation];
    let started = options.started.unwrap_or_else(Instant::now);
    let twin = slot.native.as_deref();
    if let (Some(native), true) = (twin, slot.component_is_unwanted(options)) {
        return native.execute(request, options).await;
    }
    let mut attempts = 0;
    loop {
        attempts += 1;
        let failure = match inner.run_sandboxed(slot, request, options, limits).await {
            Ok(mut execution) => {
                execution.report.attempts = attempts;
                return Ok(execution);
            }
            Err(failure) => failure,
        };
        let situation = Situation {
            attempts,
            policy,
            idempotent: operation.idempotent,
            total: operation.total,
            twin: operation.native_twin && twin.is_some() && options.fallback == Fallback::Allowed,
            remaining: limits.deadline.saturating_sub(started.elapsed()),
            jitter: dice(),
        };
        match (decide(failure.classification(), &situation), twin) {
            (Recovery::Retry { after }, _) => {
                Box::pin(waiting::within(Phase::Queue, options, limits, tokio::time::sleep(after))).await?;
            }
            (Recovery::FallBack, Some(native)) => {
                inner.host.events.tell(&slot.descriptor, || Happening::FellBack {
                    operation: operation.name.clone(),
                    reason: FailureSummary::from(&failure),
                });
                tracing::warn!(module = %slot.descriptor.id, operation = operation.name, reason = %failure, "native twin");
                let mut execution = native.execute(request, options).await?;
                execution.report.attempts = attempts + 1;
                execution.report.fallback = Some(FailureSummary::from(&failure));
                return Ok(execution);
            }
            _ => return Err(failure),
        }
    }
}

impl Slot {
    /// The module has no sandboxed form by nature, or the caller wants the native one.
    fn component_is_unwanted(&self, options: &CallOptions) -> bool {
        self.is_native() || options.fallback == Fallback::NativeOnly
    }
}

/// A number from 0 to 1, good enough to spread pauses.
fn dice() -> f64 {
    let random = std::hash::RandomState::new().build_hasher().finish();
    random as f64 / u64::MAX as f64
}
