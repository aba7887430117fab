use std::sync::Mutex;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

use parsify_error::ErrorKind;
use parsify_interface::{ModuleId, Version};

use crate::call::Call;
use crate::latencies::Merged;
use crate::sharded::{Sharded, lock};
use crate::statistics::{OperationStatistics, Percentiles, QueueWait};
use crate::tally::{Counts, Tally};

/// What the calls of one operation of one version of a module come to.
///
/// Any number of threads count at once: each has a shard, and one that finds a shard taken goes to the next. Until the
/// first call it holds no memory of its own.
#[derive(Debug, Default)]
pub struct Counters {
    tallies: Sharded<Mutex<Tally>>,
    in_flight: Sharded<AtomicU64>,
}

/// A call that runs; it counts as in flight until this is dropped.
#[derive(Debug)]
#[must_use = "the call counts as in flight until this is dropped"]
pub struct InFlight<'a>(&'a AtomicU64);

impl Counters {
    /// A call begins.
    pub fn enter(&self) -> InFlight<'_> {
        let running = self.in_flight.home();
        running.fetch_add(1, Relaxed);
        InFlight(running)
    }

    /// A call has ended.
    pub fn count(&self, call: &Call) {
        self.tallies.claim().count(call);
    }

    /// The calls that run now.
    #[must_use]
    pub fn in_flight(&self) -> u64 {
        self.in_flight.iter().map(|running| running.load(Relaxed)).sum()
    }

    /// The counts by now; `None` when the operation was never called and no call runs. A call is in all of its numbers or
    /// in none. Costs some dozen microseconds for each shard that there is; counting goes on meanwhile.
    #[must_use]
    pub fn snapshot(&self, module: &ModuleId, version: &Version, operation: &str) -> Option<OperationStatistics> {
        let (mut sum, mut walls, mut queue_waits) = (Counts::default(), Merged::default(), Merged::default());
        for tally in self.tallies.iter() {
            let tally = lock(tally);
            sum.add(&tally.counts);
            walls.add(&tally.walls);
            queue_waits.add(&tally.queue_waits);
        }
        queue_waits.pad(sum.calls);
        let in_flight = self.in_flight();
        let failures = ErrorKind::ALL.into_iter().zip(sum.failures).filter(|&(_, count)| count > 0);
        // A bucket reaches up to 1 % beyond the times in it.
        let wall = |quantile| walls.quantile(quantile).min(sum.slowest);
        (sum.calls > 0 || in_flight > 0).then(|| OperationStatistics {
            module: module.clone(),
            version: version.clone(),
            operation: operation.to_owned(),
            calls: sum.calls,
            successes: sum.successes,
            failures: failures.collect(),
            fallbacks: sum.fallbacks,
            retries: sum.retries,
            cache_hits: sum.cache,
            wall: sum.wall,
            slowest: sum.slowest,
            percentiles: Percentiles { p50: wall(0.5), p90: wall(0.9), p99: wall(0.99) },
            queue_wait: QueueWait {
                total: sum.queued,
                p99: queue_waits.quantile(0.99).min(sum.longest_queued),
                longest: sum.longest_queued,
            },
            compile: sum.compile,
            load: sum.load,
            peak_memory: sum.peak_memory,
            bytes_in: sum.bytes_in,
            bytes_out: sum.bytes_out,
            in_flight,
        })
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}
