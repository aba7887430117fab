use std::time::{Duration, Instant};

use parsify_telemetry::{Call, Counters, ErrorKind, Policy};

use crate::windows::start;
use crate::{MS, report, snapshot, success};

const THREADS: u64 = 8;
const CALLS: u64 = 20_000;

#[test]
fn calls_of_many_threads_add_up_exactly() {
    let counters = Counters::default();
    std::thread::scope(|scope| {
        let thread = |_| scope.spawn(|| (0..CALLS).for_each(|call| one_call(&counters, call)));
        let threads: Vec<_> = (0..THREADS).map(thread).collect();
        // Who reads meanwhile sees whole calls only.
        while !threads.iter().all(std::thread::ScopedJoinHandle::is_finished) {
            let (report, sum) = (report(), Duration::from_micros(1));
            if let Some(seen) = counters.snapshot(&report.module, &report.version, "count") {
                assert_eq!(seen.successes + seen.failures.values().sum::<u64>(), seen.calls);
                assert_eq!(seen.bytes_in, 3 * seen.successes);
                assert_eq!(seen.queue_wait.total, sum * u32::try_from(seen.calls).unwrap());
            }
        }
    });
    let statistics = snapshot(&counters);
    assert_eq!(statistics.calls, THREADS * CALLS);
    assert_eq!(statistics.failures[&ErrorKind::Trap], THREADS * CALLS / 4);
    assert_eq!(statistics.successes, THREADS * CALLS * 3 / 4);
    assert_eq!(statistics.retries, THREADS * CALLS);
    assert_eq!(statistics.slowest, Duration::from_nanos(CALLS - 1));
    let wall = THREADS * (0..CALLS).sum::<u64>();
    assert_eq!((statistics.wall, statistics.in_flight), (Duration::from_nanos(wall), 0));
}

fn one_call(counters: &Counters, number: u64) {
    let running = counters.enter();
    let wall = Duration::from_nanos(number);
    let mut report = report();
    report.bytes_in = 3;
    let call = match number % 4 {
        0 => Call::failed(ErrorKind::Trap, wall),
        _ => Call::succeeded(&report, wall),
    };
    counters.count(&call.with_retries(1).with_queue_wait(Duration::from_micros(1)));
    drop(running);
}

#[test]
fn windows_lose_no_call_of_many_threads() {
    let (window, now): (_, Instant) = (Policy::default().window(), start());
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (window, success) = (&window, success(MS));
            let now = now + Duration::from_secs(thread);
            scope.spawn(move || (0..CALLS).for_each(|_| window.record(now, &success)));
        }
    });
    assert_eq!(window.counts(now + Duration::from_secs(THREADS)).successes, THREADS * CALLS);
}
