use std::sync::atomic::{AtomicU64, Ordering};

use crate::BadReason;

/// What a cache did since it was opened, in this process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CacheStats {
    /// Look-ups that gave an entry.
    pub hits: u64,
    /// Look-ups that found none.
    pub misses: u64,
    /// Look-ups that the disk did not answer.
    pub read_failures: u64,
    /// Entries written.
    pub writes: u64,
    /// Entries that could not be written.
    pub write_failures: u64,
    /// Entries removed to hold the size.
    pub evictions: u64,
    /// Times the size could not be held, because the disk did not answer.
    pub eviction_failures: u64,
    /// Temporary files of killed processes that were removed.
    pub swept: u64,
    bad: [u64; BadReason::ALL.len()],
}

impl CacheStats {
    /// Bad entries met, by look-ups and by checks, for one reason.
    #[must_use]
    pub fn bad(&self, reason: BadReason) -> u64 {
        self.bad[reason as usize]
    }

    /// Bad entries met, for any reason.
    #[must_use]
    pub fn bad_total(&self) -> u64 {
        self.bad.iter().sum()
    }
}

/// Independent counters: a snapshot can be taken between two of them.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) hits: Counter,
    pub(crate) misses: Counter,
    pub(crate) read_failures: Counter,
    pub(crate) writes: Counter,
    pub(crate) write_failures: Counter,
    pub(crate) evictions: Counter,
    pub(crate) eviction_failures: Counter,
    pub(crate) swept: Counter,
    bad: [Counter; BadReason::ALL.len()],
}

impl Counters {
    pub(crate) fn bad(&self, reason: BadReason) -> &Counter {
        &self.bad[reason as usize]
    }

    pub(crate) fn snapshot(&self) -> CacheStats {
        CacheStats {
            hits: self.hits.get(),
            misses: self.misses.get(),
            read_failures: self.read_failures.get(),
            writes: self.writes.get(),
            write_failures: self.write_failures.get(),
            evictions: self.evictions.get(),
            eviction_failures: self.eviction_failures.get(),
            swept: self.swept.get(),
            bad: BadReason::ALL.map(|reason| self.bad(reason).get()),
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn add(&self, many: u64) {
        self.0.fetch_add(many, Ordering::Relaxed);
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}
