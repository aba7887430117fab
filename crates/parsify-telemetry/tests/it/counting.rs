use std::time::Duration;

use parsify_interface::CacheState;
use parsify_telemetry::{Call, Counters, ErrorKind, Failure};

use crate::{MS, fallen_back, report, snapshot, success};

#[test]
fn what_was_never_called_has_no_statistics() {
    let report = report();
    assert!(Counters::default().snapshot(&report.module, &report.version, "count").is_none());
}

#[test]
fn a_success_brings_the_numbers_of_its_report() {
    let mut report = report();
    (report.attempts, report.peak_memory, report.bytes_in, report.bytes_out) = (3, 65_536, 10, 20);
    let counters = Counters::default();
    counters.count(&Call::succeeded(&report, 2 * MS));
    report.peak_memory = 1;
    counters.count(&Call::succeeded(&report, 4 * MS));
    let statistics = snapshot(&counters);
    assert_eq!((statistics.calls, statistics.successes, statistics.retries), (2, 2, 4));
    assert_eq!((statistics.peak_memory, statistics.bytes_in, statistics.bytes_out), (65_536, 20, 40));
    assert_eq!((statistics.wall, statistics.slowest), (6 * MS, 4 * MS));
    assert!(statistics.failures.is_empty());
}

#[test]
fn failures_are_told_apart_by_kind() {
    let counters = Counters::default();
    for (times, kind) in ErrorKind::ALL.into_iter().enumerate() {
        let result = Err(Failure::new(kind, "host.internal", "no"));
        (0..=times).for_each(|_| counters.count(&Call::of(&result, MS).with_retries(1)));
    }
    let statistics = snapshot(&counters);
    for (times, kind) in ErrorKind::ALL.into_iter().enumerate() {
        assert_eq!(statistics.failures[&kind], times as u64 + 1, "{kind}");
    }
    assert_eq!((statistics.successes, statistics.retries), (0, statistics.calls));
}

#[test]
fn a_fallback_is_no_retry_and_hits_no_cache() {
    let counters = Counters::default();
    counters.count(&Call::succeeded(&fallen_back(), MS));
    let statistics = snapshot(&counters);
    assert_eq!((statistics.successes, statistics.fallbacks, statistics.retries), (1, 1, 0));
    assert_eq!(statistics.cache_hits, Default::default());
}

#[test]
fn caches_are_told_apart() {
    let counters = Counters::default();
    let mut report = report();
    for (times, state) in [(3, CacheState::Memory), (2, CacheState::Disk), (1, CacheState::Compiled)] {
        report.cache = state;
        (0..times).for_each(|_| counters.count(&Call::succeeded(&report, MS)));
    }
    let hits = snapshot(&counters).cache_hits;
    assert_eq!((hits.memory, hits.disk, hits.compiled), (3, 2, 1));
}

#[test]
fn compiling_loading_and_waiting_add_up() {
    let counters = Counters::default();
    counters.count(&success(9 * MS).with_compile(5 * MS).with_load(2 * MS).with_queue_wait(MS));
    (0..3).for_each(|_| counters.count(&success(4 * MS).with_load(MS).with_queue_wait(3 * MS)));
    let statistics = snapshot(&counters);
    assert_eq!((statistics.compile, statistics.load), (5 * MS, 5 * MS));
    assert_eq!((statistics.queue_wait.total, statistics.queue_wait.longest), (10 * MS, 3 * MS));
    assert_eq!(statistics.queue_wait.p99, 3 * MS);
}

#[test]
fn who_did_not_wait_is_among_the_waits() {
    let counters = Counters::default();
    counters.count(&success(MS).with_queue_wait(MS));
    (0..99).for_each(|_| counters.count(&success(MS)));
    assert_eq!(snapshot(&counters).queue_wait.p99, Duration::ZERO);
    counters.count(&success(MS).with_queue_wait(MS));
    assert_eq!(snapshot(&counters).queue_wait.p99, MS);
}

#[test]
fn calls_are_in_flight_until_their_guard_is_dropped() {
    let counters = Counters::default();
    let (first, second) = (counters.enter(), counters.enter());
    let statistics = snapshot(&counters);
    assert_eq!((statistics.calls, statistics.in_flight), (0, 2));
    // It ends on another thread than it began on.
    std::thread::scope(|scope| {
        scope.spawn(|| drop(first));
    });
    assert_eq!(counters.in_flight(), 1);
    drop(second);
    assert_eq!(counters.in_flight(), 0);
}

#[test]
fn sums_beyond_what_fits_stay_at_the_most() {
    let counters = Counters::default();
    let mut report = report();
    report.bytes_in = u64::MAX;
    let endless = Duration::MAX;
    let call = Call::succeeded(&report, endless).with_queue_wait(endless).with_compile(endless).with_load(endless);
    (0..2).for_each(|_| counters.count(&call));
    let statistics = snapshot(&counters);
    assert_eq!((statistics.wall, statistics.queue_wait.total, statistics.bytes_in), (endless, endless, u64::MAX));
}
