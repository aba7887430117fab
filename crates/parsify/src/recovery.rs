use std::hash::{BuildHasher as _, Hasher as _};
use std::time::Instant;

use parsify_error::{BreakerChange, ErrorKind, Failure, Outcome, Recovery, Refusal, RetryPolicy, Situation};
use parsify_interface::{CallOptions, Execution, FailureSummary, Fallback, Limits, Module, Phase, Request};

use crate::course::Course;
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
    course: &mut Course<'_>,
) -> Result<Execution, Failure> {
    let operation = &slot.descriptor.operations[operation];
    let started = options.started.unwrap_or_else(Instant::now);
    let twin = slot.native.as_deref();
    if let (Some(native), true) = (twin, slot.component_is_unwanted(options)) {
        return native.execute(request, options).await;
    }
    let may_fall_back = operation.native_twin && options.fallback == Fallback::Allowed;
    let mut last = None;
    loop {
        let failure = match attempt(inner, slot, request, options, limits).await {
            Ok(mut execution) => {
                course.attempts += 1;
                execution.report.attempts = course.attempts;
                return Ok(execution);
            }
            Err(Unanswered::Failed(failure)) => {
                course.attempts += 1;
                failure
            }
            Err(Unanswered::Refused(refusal)) => {
                // What this very call came upon says more than that it may not come upon it again.
                let failure = last.take().unwrap_or_else(|| refusal.failure());
                return match twin.filter(|_| may_fall_back && refusal.twin.lets_run(operation.total)) {
                    Some(native) => {
                        let why = (course.attempts + 1, failure);
                        Box::pin(fall_back(inner, slot, native, request, options, why)).await
                    }
                    None => Err(failure),
                };
            }
        };
        let situation = Situation {
            attempts: course.attempts,
            policy,
            idempotent: operation.idempotent,
            total: operation.total,
            twin: twin.is_some() && may_fall_back,
            remaining: limits.deadline.saturating_sub(started.elapsed()),
            jitter: dice(),
        };
        match (inner.retries.decide(failure.classification(), &situation), twin) {
            (Recovery::Retry { after }, _) => {
                Box::pin(waiting::within(Phase::Queue, options, limits, tokio::time::sleep(after))).await?;
                last = Some(failure);
            }
            (Recovery::FallBack, Some(native)) => {
                let why = (course.attempts + 1, failure);
                return Box::pin(fall_back(inner, slot, native, request, options, why)).await;
            }
            _ => return Err(failure),
        }
    }
}

/// Why an attempt gave no answer.
enum Unanswered {
    Failed(Failure),
    /// By the breaker: the sandbox was not asked.
    Refused(Refusal),
}

/// A call that the host makes to see whether the module answers. `None`: the breaker did not let it through.
pub(crate) async fn probe(
    inner: &Inner,
    slot: &Slot,
    request: &Request,
    options: &CallOptions,
    limits: &Limits,
) -> Result<Option<()>, Failure> {
    match attempt(inner, slot, request, options, limits).await {
        Ok(_) => Ok(Some(())),
        Err(Unanswered::Failed(failure)) => Err(failure),
        Err(Unanswered::Refused(_)) => Ok(None),
    }
}

/// One attempt in the sandbox, if the module's breaker lets it through.
async fn attempt(
    inner: &Inner,
    slot: &Slot,
    request: &Request,
    options: &CallOptions,
    limits: &Limits,
) -> Result<Execution, Unanswered> {
    let begun = Instant::now();
    let permit = match slot.breaker.as_ref().map(|breaker| breaker.admit(begun)).transpose() {
        Ok(permit) => permit,
        Err(refusal) => return Err(Unanswered::Refused(refusal)),
    };
    let mut result = inner.run_sandboxed(slot, request, options, limits).await;
    if let Some(permit) = permit {
        let outcome = match &mut result {
            Ok(execution) => {
                execution.report.breaker = Some(permit.met());
                Outcome::Success
            }
            // It had waited too long for that to be the module's doing: an overload must not close what is sound.
            Err(failure) if failure.kind() == ErrorKind::Timeout && is_late(begun, options, limits) => Outcome::Neutral,
            Err(failure) => failure.classification().into(),
        };
        if let Some(change) = permit.record(Instant::now(), outcome) {
            inner.turned(slot, change);
        }
    }
    result.map_err(Unanswered::Failed)
}

/// Whether more than half of the call's time was over when the sandbox was asked.
fn is_late(begun: Instant, options: &CallOptions, limits: &Limits) -> bool {
    options.started.is_some_and(|started| begun.saturating_duration_since(started) > limits.deadline / 2)
}

/// The native twin answers, as attempt number so many.
async fn fall_back(
    inner: &Inner,
    slot: &Slot,
    native: &dyn Module,
    request: &Request,
    options: &CallOptions,
    (attempts, failure): (u32, Failure),
) -> Result<Execution, Failure> {
    let reason = FailureSummary::from(&failure);
    let (module, operation) = (&slot.descriptor.id, &request.operation);
    tracing::warn!(%module, operation, reason = %failure, "native twin");
    inner
        .host
        .events
        .tell(&slot.descriptor, || Happening::FellBack { operation: operation.clone(), reason: reason.clone() });
    let mut execution = native.execute(request, options).await?;
    let report = &mut execution.report;
    (report.attempts, report.fallback) = (attempts, Some(reason));
    report.breaker = slot.breaker.as_ref().map(|breaker| breaker.state(Instant::now()).stage);
    Ok(execution)
}

impl Inner {
    /// The breaker of a module opened or closed.
    fn turned(&self, slot: &Slot, change: BreakerChange) {
        let now = Instant::now();
        if change == BreakerChange::Closed {
            // What calls came to before says nothing of a module that has recovered.
            slot.pulse.window.clear();
        }
        let health = slot.health(&self.world.load().health, now);
        self.host.events.tell(&slot.descriptor, || match (change, health.breaker) {
            (BreakerChange::Opened | BreakerChange::Reopened, Some(state)) => Happening::BreakerOpened {
                opened: state.opened,
                retry_after_ms: state.retry_after_ms.unwrap_or_default(),
            },
            _ => Happening::BreakerClosed,
        });
        self.tell_of_health(slot, &health);
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
