use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{CallOptions, CancelToken, Fallback, Left, Level, LimitOverrides, Limits, Report};

use crate::manager::Inner;
use crate::world::World;

/// What all calls share that one call from outside leads to.
pub(super) struct Tree {
    pub(super) inner: Arc<Inner>,
    pub(super) world: Arc<World>,
    /// When the time of all of them is over; `None`: never, for the clock cannot count so far.
    until: Option<Instant>,
    pub(super) limits: Limits,
    /// The limits that the call from outside was given by name.
    given: LimitOverrides,
    pub(super) fallback: Fallback,
    pub(super) cancel: Option<CancelToken>,
    pub(super) log_level: Level,
    calls: AtomicU64,
    log_bytes: AtomicU64,
    log_lines: AtomicU64,
}

impl Tree {
    /// For a call from outside, with what holds for it.
    pub(super) fn new(
        inner: &Arc<Inner>,
        world: &Arc<World>,
        (limits, given): (Limits, LimitOverrides),
        options: &CallOptions,
    ) -> Self {
        Self {
            inner: inner.clone(),
            world: world.clone(),
            until: options.started.unwrap_or_else(Instant::now).checked_add(limits.deadline),
            limits,
            given,
            fallback: options.fallback,
            cancel: options.cancel.clone(),
            log_level: options.log_level,
            calls: AtomicU64::new(limits.module_calls),
            log_bytes: AtomicU64::new(limits.log_bytes),
            log_lines: AtomicU64::new(limits.log_lines),
        }
    }

    /// Counts a call; false when there were too many.
    pub(super) fn may_call(&self) -> bool {
        take(&self.calls, 1) > 0
    }

    /// Counts what a call logged.
    pub(super) fn logged(&self, report: &Report) {
        take(&self.log_lines, report.log.len() as u64);
        take(&self.log_bytes, report.log.iter().map(|line| line.message.len() as u64).sum());
    }

    /// What a callee may use: its own limits or what the call from outside was given, and no more than is left of what
    /// everybody shares.
    pub(super) fn limits(&self, own: Limits, left: Left, now: Instant) -> Limits {
        let mut shared = self.inner.ceiling;
        shared.deadline = self.until.map_or(Duration::MAX, |until| until.saturating_duration_since(now));
        shared.memory = left.memory;
        shared.log_bytes = self.log_bytes.load(Ordering::Relaxed);
        shared.log_lines = self.log_lines.load(Ordering::Relaxed);
        self.widened(own).at_most(&shared)
    }

    /// Who gives a call more memory, or room for a larger answer, means all that it leads to: the caller cannot know which
    /// module does the work.
    fn widened(&self, mut own: Limits) -> Limits {
        if let Some(memory) = self.given.memory.filter(|memory| *memory > own.memory) {
            own.memory = memory;
            // The one that goes with so much memory.
            own.grace = own.grace.max(self.limits.grace);
        }
        own.output = own.output.max(self.given.output.unwrap_or_default());
        own
    }

    /// A callee's failure as its caller hears it, the same whether that is a guest or native: verdicts as they are; of
    /// everything else that the callee did not answer, or hit a limit of its own.
    pub(super) fn told(&self, failure: Failure) -> Failure {
        let over = self.until.is_some_and(|until| Instant::now() >= until);
        let kind = match failure.kind() {
            ErrorKind::Input | ErrorKind::Params | ErrorKind::Unsupported | ErrorKind::Cancelled => return failure,
            // What they share is used up: the end of both.
            ErrorKind::Timeout if over => return failure,
            _ if [code::MODULE_CALLS, code::MODULE_CALL_DEPTH, code::MODULE_CALL_CYCLE].contains(&failure.code()) => {
                return failure;
            }
            kind if kind.is_limit() => ErrorKind::Limit,
            _ => ErrorKind::Dependency,
        };
        let told = Failure::new(kind, code::MODULE_DEPENDENCY, failure.to_string());
        // The first word is that of the module furthest down.
        let told = told.with_detail("code", failure.code()).with_detail("kind", failure.kind().name());
        let told = told.with_details(failure.details().clone());
        // What was configured for its caller does not raise the limits of a callee.
        let told = match (failure.kind(), failure.module()) {
            (ErrorKind::Memory | ErrorKind::Output | ErrorKind::Timeout, Some(module)) => told.with_hint(format!(
                "give the call more, or `{module}`, whose limits are `modules.{module}.limits` in the configuration"
            )),
            _ => told,
        };
        failure.hints().iter().fold(told, |told, hint| told.with_hint(hint.as_str()))
    }
}

/// Takes up to so many, and says how many were there. The calls of one tree never run at once, but natively nothing keeps a
/// module from starting threads.
fn take(left: &AtomicU64, amount: u64) -> u64 {
    let taken = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| Some(left.saturating_sub(amount)));
    taken.unwrap_or_default()
}
