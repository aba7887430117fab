use std::time::Duration;

use parsify_error::ErrorKind;
use parsify_interface::CacheState;

use crate::CacheHits;
use crate::call::{Call, Outcome, Success};
use crate::latencies::Latencies;

/// What some calls of one operation came to.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) counts: Counts,
    pub(crate) walls: Latencies,
    /// Only of calls that waited: most do not.
    pub(crate) queue_waits: Latencies,
}

/// All of it that can be added up.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) calls: u64,
    pub(crate) successes: u64,
    /// In the order of [`ErrorKind::ALL`].
    pub(crate) failures: [u64; ErrorKind::ALL.len()],
    pub(crate) fallbacks: u64,
    pub(crate) retries: u64,
    pub(crate) cache: CacheHits,
    pub(crate) wall: Duration,
    pub(crate) slowest: Duration,
    pub(crate) queued: Duration,
    pub(crate) longest_queued: Duration,
    pub(crate) compile: Duration,
    pub(crate) load: Duration,
    pub(crate) peak_memory: u64,
    pub(crate) bytes_in: u64,
    pub(crate) bytes_out: u64,
}

impl Tally {
    pub(crate) fn count(&mut self, call: &Call) {
        self.counts.count(call);
        self.walls.record(call.wall);
        if !call.queue_wait.is_zero() {
            self.queue_waits.record(call.queue_wait);
        }
    }
}

impl Counts {
    fn count(&mut self, call: &Call) {
        self.calls += 1;
        self.retries += u64::from(call.retries);
        self.wall = self.wall.saturating_add(call.wall);
        self.slowest = self.slowest.max(call.wall);
        self.queued = self.queued.saturating_add(call.queue_wait);
        self.longest_queued = self.longest_queued.max(call.queue_wait);
        self.compile = self.compile.saturating_add(call.compile);
        self.load = self.load.saturating_add(call.load);
        match &call.outcome {
            Outcome::Success(success) => self.succeed(success),
            Outcome::Failure(kind) => self.fail(*kind),
        }
    }

    fn succeed(&mut self, success: &Success) {
        self.successes += 1;
        self.fallbacks += u64::from(success.fallback);
        match success.cache {
            CacheState::Memory => self.cache.memory += 1,
            CacheState::Disk => self.cache.disk += 1,
            CacheState::Compiled => self.cache.compiled += 1,
            // It ran natively, without machine code of a component.
            _ => (),
        }
        self.peak_memory = self.peak_memory.max(success.peak_memory);
        self.bytes_in = self.bytes_in.saturating_add(success.bytes_in);
        self.bytes_out = self.bytes_out.saturating_add(success.bytes_out);
    }

    fn fail(&mut self, kind: ErrorKind) {
        if let Some(place) = ErrorKind::ALL.iter().position(|&known| known == kind) {
            self.failures[place] += 1;
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.calls += other.calls;
        self.successes += other.successes;
        self.failures.iter_mut().zip(&other.failures).for_each(|(sum, count)| *sum += count);
        self.fallbacks += other.fallbacks;
        self.retries += other.retries;
        self.cache.memory += other.cache.memory;
        self.cache.disk += other.cache.disk;
        self.cache.compiled += other.cache.compiled;
        self.wall = self.wall.saturating_add(other.wall);
        self.slowest = self.slowest.max(other.slowest);
        self.queued = self.queued.saturating_add(other.queued);
        self.longest_queued = self.longest_queued.max(other.longest_queued);
        self.compile = self.compile.saturating_add(other.compile);
        self.load = self.load.saturating_add(other.load);
        self.peak_memory = self.peak_memory.max(other.peak_memory);
        self.bytes_in = self.bytes_in.saturating_add(other.bytes_in);
        self.bytes_out = self.bytes_out.saturating_add(other.bytes_out);
    }
}
