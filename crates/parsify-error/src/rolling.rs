//! A window that rolls on in slices: what falls out of it is forgotten a slice at a time.

use std::time::{Duration, Instant};

/// How many slices a window has.
pub(crate) const SLICES: usize = 10;

/// Numbers the slices of time since a first instant.
///
/// An instant before the first counts as the first. No highest number is remembered: after a clock that jumped ahead and
/// came back, slices of the future are outside the window, and their places are taken over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ticks {
    first: Instant,
    slice: Duration,
}

impl Ticks {
    pub(crate) fn new(first: Instant, window: Duration) -> Self {
        Self { first, slice: (window / SLICES as u32).max(Duration::from_nanos(1)) }
    }

    pub(crate) fn since_first(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.first)
    }

    pub(crate) fn at(&self, now: Instant) -> Tick {
        let number = self.since_first(now).as_nanos() / self.slice.as_nanos();
        // The largest number is the mark of an empty place.
        Tick(u64::try_from(number).unwrap_or(u64::MAX).min(u64::MAX - 1))
    }
}

/// The number of a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tick(u64);

impl Tick {
    /// Of no slice.
    pub(crate) const NEVER: Self = Self(u64::MAX);

    pub(crate) const fn number(self) -> u64 {
        self.0
    }

    /// Where in the window its slice lies.
    pub(crate) const fn place(self) -> usize {
        (self.0 % SLICES as u64) as usize
    }

    /// Whether the slice with this number is inside the window that ends with `self`.
    pub(crate) const fn sees(self, number: u64) -> bool {
        number <= self.0 && self.0 - number < SLICES as u64
    }
}

/// A value for each slice of a window.
#[derive(Clone, Debug)]
pub(crate) struct Rolling<T> {
    slices: [(Tick, T); SLICES],
}

impl<T: Copy + Default> Rolling<T> {
    pub(crate) fn new() -> Self {
        Self { slices: [(Tick::NEVER, T::default()); SLICES] }
    }

    /// The value of the slice, fresh if the place held an older one.
    pub(crate) fn slice(&mut self, tick: Tick) -> &mut T {
        let (stamp, value) = &mut self.slices[tick.place()];
        if *stamp != tick {
            (*stamp, *value) = (tick, T::default());
        }
        value
    }

    /// The values inside the window that ends with this slice.
    pub(crate) fn window(&self, tick: Tick) -> impl Iterator<Item = T> {
        self.slices.iter().filter(move |(stamp, _)| tick.sees(stamp.number())).map(|&(_, value)| value)
    }
}
