use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use crate::call::{Call, Outcome};
use crate::sharded::{Sharded, lock};
use crate::{Blame, WindowCounts};

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
    faults_in_row: AtomicU64,
    shards: Sharded<Mutex<Ring>>,
}

type Ring = [Slice; SLICES];

#[derive(Clone, Copy, Debug, Default)]
struct Slice {
    /// How many slices of time lie before it, since the origin.
    number: u64,
    counts: WindowCounts,
}

/// What a [`Window`] knows at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recent {
    /// How far the window reaches back.
    pub span: Duration,
    /// Whether any call was ever recorded.
    pub called: bool,
    /// Failures of the module or the sandbox since the last success, however long ago they were.
    pub faults_in_row: u64,
    /// What the calls within the span came to.
    pub counts: WindowCounts,
}

impl Window {
    /// A window of this span, at least a microsecond. A success counts as slow when it took more than `slow_share` of its
    /// deadline.
    #[must_use]
    pub fn new(span: Duration, slow_share: f64) -> Self {
        let span = span.max(Duration::from_micros(1));
        Self { span, slow_share, origin: OnceLock::new(), faults_in_row: AtomicU64::new(0), shards: Sharded::default() }
    }

    /// How far it reaches back.
    #[must_use]
    pub fn span(&self) -> Duration {
        self.span
    }

    /// A call has ended now.
    pub fn record(&self, now: Instant, call: &Call) {
        let number = self.number(*self.origin.get_or_init(|| now), now);
        self.reckon_row(call);
        let mut ring = self.shards.claim();
        let slice = &mut ring[place(number)];
        if slice.number < number {
            *slice = Slice { number, counts: WindowCounts::default() };
        }
        if slice.number == number {
            slice.counts.count(call, self.slow_share);
        }
    }

    /// Forgets every call: what they came to says nothing of what is there now.
    pub fn clear(&self) {
        self.faults_in_row.store(0, Relaxed);
        self.shards.iter().for_each(|ring| *lock(ring) = Ring::default());
    }

    /// What is known at this moment.
    #[must_use]
    pub fn recent(&self, now: Instant) -> Recent {
        Recent {
            span: self.span,
            called: self.origin.get().is_some(),
            faults_in_row: self.faults_in_row.load(Relaxed),
            counts: self.counts(now),
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

    /// Successes are the rule: they write to what all threads share only when there is something to wipe out.
    fn reckon_row(&self, call: &Call) {
        match &call.outcome {
            Outcome::Success(_) if self.faults_in_row.load(Relaxed) > 0 => self.faults_in_row.store(0, Relaxed),
            Outcome::Failure(kind) if Blame::of(*kind) == Blame::Module => {
                self.faults_in_row.fetch_add(1, Relaxed);
            }
            _ => (),
        }
    }

    fn number(&self, origin: Instant, now: Instant) -> u64 {
        let slices = now.saturating_duration_since(origin).as_nanos() * SLICES as u128 / self.span.as_nanos();
        u64::try_from(slices).unwrap_or(u64::MAX)
    }
}

fn place(number: u64) -> usize {
    (number % SLICES as u64) as usize
}
