use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::Blame;
use crate::call::{Call, Outcome};
use crate::sharded::{Sharded, lock};
use crate::statistics::millis;

/// How many slices a window has: the oldest one leaves as a whole, so counts reach back between 11/12 and all of the span.
const SLICES: usize = 12;

/// What the calls of the last seconds came to. Like [`Counters`](crate::Counters) it is for many threads at once, and
/// holds no memory of its own until the first call.
///
/// Time is handed in. Where it goes back, or threads hand in theirs in another order, calls are counted where they belong,
/// or left out if that is longer ago than the window reaches; nothing panics.
///
/// ```
/// use std::time::{Duration, Instant};
/// use parsify_telemetry::{Call, ErrorKind, Window};
///
/// fn count(window: &Window, now: Instant) {
///     window.record(now, &Call::failed(ErrorKind::Trap, Duration::from_millis(3)));
///     assert_eq!(window.counts(now).faults, 1);
///     assert_eq!(window.counts(now + window.span()).faults, 0);
/// }
/// # count(&Window::new(Duration::from_secs(60), 0.8), std::time::Instant::now());
/// ```
#[derive(Debug)]
pub struct Window {
    span: Duration,
    slow_share: f64,
    origin: OnceLock<Instant>,
    shards: Sharded<Mutex<Ring>>,
}

type Ring = [Slice; SLICES];

#[derive(Clone, Copy, Debug, Default)]
struct Slice {
    /// How many slices of time lie before it, since the origin.
    number: u64,
    counts: WindowCounts,
}

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

impl Window {
    /// A window of this span, at least a microsecond. A success counts as slow when it took more than `slow_share` of its
    /// deadline.
    #[must_use]
    pub fn new(span: Duration, slow_share: f64) -> Self {
        let span = span.max(Duration::from_micros(1));
        Self { span, slow_share, origin: OnceLock::new(), shards: Sharded::default() }
    }

    /// How far it reaches back.
    #[must_use]
    pub fn span(&self) -> Duration {
        self.span
    }

    /// A call has ended now.
    pub fn record(&self, now: Instant, call: &Call) {
        let number = self.number(*self.origin.get_or_init(|| now), now);
        let mut ring = self.shards.claim();
        let slice = &mut ring[place(number)];
        if slice.number < number {
            *slice = Slice { number, counts: WindowCounts::default() };
        }
        if slice.number == number {
            slice.counts.count(call, self.slow_share);
        }
    }

    /// What the calls within the span before `now` came to.
    #[must_use]
    pub fn counts(&self, now: Instant) -> WindowCounts {
        let mut sum = WindowCounts::default();
        let Some(&origin) = self.origin.get() else { return sum };
        let newest = self.number(origin, now);
        // Another thread may have recorded a little later than this one looked at the clock.
        let (from, to) = (newest.saturating_sub(SLICES as u64 - 1), newest.saturating_add(1));
        for ring in self.shards.iter() {
            let ring = *lock(ring);
            ring.iter().filter(|slice| (from..=to).contains(&slice.number)).for_each(|slice| sum.add(&slice.counts));
        }
        sum
    }

    fn number(&self, origin: Instant, now: Instant) -> u64 {
        let slices = now.saturating_duration_since(origin).as_nanos() * SLICES as u128 / self.span.as_nanos();
        u64::try_from(slices).unwrap_or(u64::MAX)
    }
}

fn place(number: u64) -> usize {
    (number % SLICES as u64) as usize
}

impl WindowCounts {
    /// Calls that say something of the module: all but those that failed by the caller's fault.
    #[must_use]
    pub fn judged(&self) -> u64 {
        self.calls - self.callers.min(self.calls)
    }

    fn count(&mut self, call: &Call, slow_share: f64) {
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

    fn add(&mut self, other: &Self) {
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
