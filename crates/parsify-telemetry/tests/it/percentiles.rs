use std::time::Duration;

use parsify_telemetry::Counters;
use proptest::prelude::*;

use crate::{snapshot, success};

/// From nanoseconds to a quarter of an hour, each magnitude as likely.
fn time() -> impl Strategy<Value = Duration> {
    (0_u32..40, 0.0..1.0_f64).prop_map(|(magnitude, more)| {
        let base = 2_f64.powi(magnitude.cast_signed());
        Duration::from_nanos((base + base * more) as u64)
    })
}

fn close(found: Duration, truth: Duration) -> Result<(), TestCaseError> {
    let allowed = (truth / 100).max(Duration::from_nanos(64));
    prop_assert!(found.abs_diff(truth) <= allowed, "{found:?} is not close to {truth:?}");
    Ok(())
}

/// The smallest time that `percent` of all do not exceed.
fn truth(sorted: &[Duration], percent: usize) -> Duration {
    sorted[(sorted.len() * percent).div_ceil(100).max(1) - 1]
}

proptest! {
    #[test]
    fn percentiles_are_those_of_the_sorted_times(times in prop::collection::vec(time(), 1..600)) {
        let counters = Counters::default();
        times.iter().for_each(|&time| counters.count(&success(time).with_queue_wait(time)));
        let mut sorted = times;
        sorted.sort();
        let statistics = snapshot(&counters);
        close(statistics.percentiles.p50, truth(&sorted, 50))?;
        close(statistics.percentiles.p90, truth(&sorted, 90))?;
        close(statistics.percentiles.p99, truth(&sorted, 99))?;
        close(statistics.queue_wait.p99, truth(&sorted, 99))?;
        prop_assert_eq!(statistics.slowest, sorted[sorted.len() - 1]);
        prop_assert_eq!(statistics.wall, sorted.iter().sum());
    }
}
