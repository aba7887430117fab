use std::sync::atomic::{AtomicU64, Ordering};

use crate::rolling::{SLICES, Tick};

/// The successful calls within the window, counted without a lock: two loads and an addition a call.
///
/// A thread that adds while another one begins a new slice may have its call counted to the newer slice. The count stays
/// within the calls made.
#[derive(Debug)]
pub(super) struct Successes([Slice; SLICES]);

#[derive(Debug)]
struct Slice {
    stamp: AtomicU64,
    count: AtomicU64,
}

impl Successes {
    pub(super) fn new() -> Self {
        Self(std::array::from_fn(|_| Slice { stamp: AtomicU64::new(Tick::NEVER.number()), count: AtomicU64::new(0) }))
    }

    /// Counts a call, unless its slice has not begun: then [`Self::begin`] must be called first.
    pub(super) fn add(&self, tick: Tick) -> bool {
        let slice = &self.0[tick.place()];
        let begun = slice.stamp.load(Ordering::Acquire) == tick.number();
        if begun {
            slice.count.fetch_add(1, Ordering::Relaxed);
        }
        begun
    }

    /// Begins a slice. Two threads must not do so at once: the caller holds a lock.
    pub(super) fn begin(&self, tick: Tick) {
        let slice = &self.0[tick.place()];
        if slice.stamp.load(Ordering::Relaxed) != tick.number() {
            slice.count.store(0, Ordering::Relaxed);
            slice.stamp.store(tick.number(), Ordering::Release);
        }
    }

    /// Forgets all calls. Under the same lock.
    pub(super) fn clear(&self) {
        for slice in &self.0 {
            slice.stamp.store(Tick::NEVER.number(), Ordering::Release);
        }
    }

    pub(super) fn within(&self, tick: Tick) -> u64 {
        let seen = self.0.iter().filter(|slice| tick.sees(slice.stamp.load(Ordering::Acquire)));
        seen.map(|slice| slice.count.load(Ordering::Relaxed)).sum()
    }
}
