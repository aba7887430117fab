//! The circuit breaker of one version of a module.

mod machine;
mod outcome;
mod permit;
mod policy;
mod refusal;
mod state;
mod successes;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use self::machine::{Machine, Stage};
pub use self::outcome::Outcome;
pub use self::permit::Permit;
use self::permit::Ticket;
pub use self::policy::BreakerPolicy;
pub use self::refusal::Refusal;
pub use self::state::{BreakerChange, BreakerStage, BreakerState};
use self::successes::Successes;
use crate::rolling::Ticks;

/// Stops calling a module that keeps failing, and tries it again after a while.
///
/// - **Closed**: every call is let through. When a counted failure comes and, within the window, there are at least
///   [`least_calls`](BreakerPolicy::least_calls) calls of which [`failure_rate`](BreakerPolicy::failure_rate) failed, it
///   opens. A success never opens it.
/// - **Open**: every call is refused, for [`open_for`](BreakerPolicy::open_for).
/// - **Half-open**: one call at a time is let through as a probe. Its success closes the breaker and empties the window.
///   Its failure opens it for twice as long as before. A neutral end, or a permit that is dropped, decides nothing: the next
///   call is the probe. A probe that hangs keeps its place for as long as the call may last, so calls need a deadline.
///
/// The clock is handed in. Instants that go back or jump never panic; they cost at most what the window holds, and never
/// make the breaker refuse for longer than its pause.
///
/// It is shared by reference. While it is closed, `admit` and the record of a success take no lock, but for the first
/// success of a slice of the window; everything else takes a short one of this breaker's own.
///
/// ```
/// use parsify_error::{Breaker, BreakerChange, BreakerPolicy, BreakerStage, Classification, ErrorKind, Outcome};
/// use std::time::{Duration, Instant};
///
/// let now = Instant::now();
/// let breaker = Breaker::new(BreakerPolicy { least_calls: 2, ..BreakerPolicy::default() }, now);
/// let broken = Outcome::from(Classification::of(ErrorKind::Compilation, None));
/// assert_eq!(breaker.admit(now)?.record(now, broken), None);
/// assert_eq!(breaker.admit(now)?.record(now, broken), Some(BreakerChange::Opened));
///
/// let refusal = breaker.admit(now).expect_err("it is open");
/// assert_eq!(refusal.failure().code(), "sandbox.breaker");
/// assert!(refusal.twin.lets_run(false));
///
/// let later = now + Duration::from_secs(10);
/// assert_eq!(breaker.admit(later)?.record(later, Outcome::Success), Some(BreakerChange::Closed));
/// assert_eq!(breaker.state(later).stage, BreakerStage::Closed);
/// # Ok::<(), parsify_error::Failure>(())
/// ```
#[derive(Debug)]
pub struct Breaker {
    policy: BreakerPolicy,
    ticks: Ticks,
    /// Counts how often it opened or closed; even while closed. Changed only under the lock.
    era: AtomicU64,
    successes: Successes,
    machine: Mutex<Machine>,
}

impl Breaker {
    /// A closed breaker that has seen no call. The policy is [clamped](BreakerPolicy::clamped).
    #[must_use]
    pub fn new(policy: BreakerPolicy, now: Instant) -> Self {
        let policy = policy.clamped();
        Self {
            policy,
            ticks: Ticks::new(now, policy.window),
            era: AtomicU64::new(0),
            successes: Successes::new(),
            machine: Mutex::new(Machine::new(&policy)),
        }
    }

    /// The policy it goes by.
    #[must_use]
    pub const fn policy(&self) -> &BreakerPolicy {
        &self.policy
    }

    /// Lets a call through, or not. Each attempt of a call needs its own permit.
    ///
    /// # Errors
    /// The breaker is open, or half-open with a probe on its way.
    pub fn admit(&self, now: Instant) -> Result<Permit<'_>, Refusal> {
        let era = self.era.load(Ordering::Acquire);
        if is_closed(era) {
            return Ok(Permit::new(self, Ticket::Call { era }));
        }
        let mut machine = self.machine();
        let era = self.era.load(Ordering::Relaxed);
        let ticket = if is_closed(era) {
            Ticket::Call { era }
        } else {
            Ticket::Probe { number: machine.probe(self.ticks.since_first(now))? }
        };
        Ok(Permit::new(self, ticket))
    }

    /// What it is like at this instant.
    #[must_use]
    pub fn state(&self, now: Instant) -> BreakerState {
        let machine = self.machine();
        let left = match machine.stage {
            Stage::Open { until } => Some(machine.left(until, self.ticks.since_first(now))),
            _ => None,
        }
        .filter(|left| !left.is_zero());
        let stage = match machine.stage {
            Stage::Closed => BreakerStage::Closed,
            Stage::Open { .. } if left.is_some() => BreakerStage::Open,
            _ => BreakerStage::HalfOpen,
        };
        let tick = self.ticks.at(now);
        let failures = machine.failures(tick);
        BreakerState {
            stage,
            calls: failures.saturating_add(self.successes.within(tick)),
            failures,
            opened: machine.opened,
            probing: matches!(machine.stage, Stage::HalfOpen { probe: Some(_) }),
            retry_after_ms: left.map(crate::millis::whole),
            twin: (stage != BreakerStage::Closed).then_some(machine.twin),
        }
    }

    fn record_call(&self, now: Instant, era: u64, outcome: Outcome) -> Option<BreakerChange> {
        if self.era.load(Ordering::Acquire) != era || outcome == Outcome::Neutral {
            return None;
        }
        let tick = self.ticks.at(now);
        if outcome == Outcome::Success && self.successes.add(tick) {
            return None;
        }
        let mut machine = self.machine();
        if self.era.load(Ordering::Relaxed) != era {
            return None;
        }
        let Outcome::Failure(rule) = outcome else {
            self.successes.begin(tick);
            self.successes.add(tick);
            return None;
        };
        machine.count(tick, rule);
        let failures = machine.failures(tick);
        let calls = failures.saturating_add(self.successes.within(tick));
        let opens =
            calls >= u64::from(self.policy.least_calls) && failures as f64 / calls as f64 >= self.policy.failure_rate;
        opens.then(|| {
            machine.open(self.ticks.since_first(now), tick);
            self.era.fetch_add(1, Ordering::Release);
            BreakerChange::Opened
        })
    }

    fn record_probe(&self, now: Instant, number: u64, outcome: Outcome) -> Option<BreakerChange> {
        let mut machine = self.machine();
        if !machine.end_probe(number) {
            return None;
        }
        match outcome {
            Outcome::Neutral => None,
            Outcome::Failure(rule) => {
                machine.reopen(self.ticks.since_first(now), rule, &self.policy);
                Some(BreakerChange::Reopened)
            }
            Outcome::Success => {
                machine.close(&self.policy);
                self.successes.clear();
                self.era.fetch_add(1, Ordering::Release);
                Some(BreakerChange::Closed)
            }
        }
    }

    fn release(&self, number: u64) {
        self.machine().end_probe(number);
    }

    /// Nothing under the lock can panic half-way, so a poisoned one is as good as any.
    fn machine(&self) -> MutexGuard<'_, Machine> {
        self.machine.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const fn is_closed(era: u64) -> bool {
    era.is_multiple_of(2)
}
