use std::time::Duration;

use hdrhistogram::{Counter, Histogram};

/// The resolution in nanoseconds: a power of two. Each halving costs half a kilobyte in each histogram, and a call takes
/// some microseconds at least.
const UNIT: u64 = 64;

/// Times by how often they came, in buckets of less than 1 %. It takes memory from the first time on, and as much as the
/// largest one needs: 4 kB up to a millisecond, 9 kB up to a second.
#[derive(Clone, Debug, Default)]
pub(crate) struct Latencies {
    recent: Option<Histogram<u32>>,
    /// What was recorded before the small counters could have overflown.
    older: Option<Box<Histogram<u64>>>,
}

/// The times of several [`Latencies`].
#[derive(Debug)]
pub(crate) struct Merged(Histogram<u64>);

impl Latencies {
    pub(crate) fn record(&mut self, time: Duration) {
        let recent = self.recent.get_or_insert_with(empty);
        // It grows as far as `u64` goes, so it refuses nothing.
        let _ = recent.record(nanos(time));
        if recent.len() >= u64::from(u32::MAX) {
            self.put_by();
        }
    }

    #[cold]
    fn put_by(&mut self) {
        if let Some(recent) = self.recent.take() {
            merge(self.older.get_or_insert_with(|| Box::new(empty())), &recent);
        }
    }
}

impl Default for Merged {
    fn default() -> Self {
        Self(empty())
    }
}

impl Merged {
    pub(crate) fn add(&mut self, latencies: &Latencies) {
        latencies.recent.iter().for_each(|recent| merge(&mut self.0, recent));
        latencies.older.iter().for_each(|older| merge(&mut self.0, older));
    }

    /// Fills up with zeros to this many times.
    pub(crate) fn pad(&mut self, times: u64) {
        let zeros = times.saturating_sub(self.0.len());
        let _ = self.0.record_n(0, zeros);
    }

    /// The time that a share of `quantile` of all times does not exceed, within 1 % or 64 ns.
    pub(crate) fn quantile(&self, quantile: f64) -> Duration {
        // The longest time of a bucket; of the first one, most are none at all.
        match self.0.value_at_quantile(quantile) {
            ..UNIT => Duration::ZERO,
            nanos => Duration::from_nanos(nanos),
        }
    }
}

fn empty<C: Counter>() -> Histogram<C> {
    let mut histogram = Histogram::new_with_bounds(UNIT, 2 * UNIT, 2).expect("bounds and digits that are allowed");
    histogram.auto(true);
    histogram
}

fn merge<C: Counter>(into: &mut Histogram<u64>, from: &Histogram<C>) {
    for bucket in from.iter_recorded() {
        let _ = into.record_n(bucket.value_iterated_to(), bucket.count_at_value().as_u64());
    }
}

/// Five centuries at most.
fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantile(latencies: &Latencies, quantile: f64) -> Duration {
        let mut merged = Merged::default();
        merged.add(latencies);
        merged.quantile(quantile)
    }

    #[test]
    fn small_counters_do_not_overflow() {
        let (fast, slow) = (Duration::from_micros(10), Duration::from_millis(10));
        let mut latencies = Latencies::default();
        latencies.record(fast);
        latencies.recent.as_mut().expect("it was recorded").record_n(nanos(fast), u32::MAX - 2).expect("it grows");
        latencies.record(fast);
        assert!(latencies.recent.is_none() && latencies.older.is_some());
        (0..5).for_each(|_| latencies.record(slow));
        let mut merged = Merged::default();
        merged.add(&latencies);
        assert_eq!(merged.0.len(), u64::from(u32::MAX) + 5);
        assert!(quantile(&latencies, 0.99) < 2 * fast);
        assert!(quantile(&latencies, 1.0) >= slow);
    }

    #[test]
    fn the_longest_duration_is_recorded() {
        let mut latencies = Latencies::default();
        latencies.record(Duration::MAX);
        assert!(quantile(&latencies, 0.5) > Duration::from_nanos(u64::MAX / 100 * 99));
    }
}
