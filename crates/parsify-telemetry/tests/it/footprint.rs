use allocation_counter::measure;
use parsify_telemetry::{Call, Counters, ErrorKind, Policy, Window};

use crate::windows::start;
use crate::{MS, success};

const MODULES: usize = 10_000;
const OPERATIONS: usize = 30;

#[test]
fn what_is_never_called_costs_a_few_bytes() {
    let mut modules: Vec<(Window, Vec<Counters>)> = Vec::new();
    let held = measure(|| {
        modules = (0..MODULES)
            .map(|_| (Policy::default().window(), (0..OPERATIONS).map(|_| Counters::default()).collect()))
            .collect();
    });
    assert_eq!(modules.len(), MODULES);
    let each = held.bytes_current / (MODULES * OPERATIONS) as i64;
    assert!(each <= 40, "{each} bytes for an operation that was never called");
}

#[test]
fn one_call_makes_one_shard() {
    let counters = Counters::default();
    let held = measure(|| {
        let running = counters.enter();
        counters.count(&success(MS).with_queue_wait(MS / 10));
        drop(running);
    });
    assert!(held.bytes_current < 12_000, "{held:?}");
}

#[test]
fn counting_allocates_nothing_after_the_first_calls() {
    let (counters, window, now) = (Counters::default(), Policy::default().window(), start());
    let calls: Vec<_> = (0..1_000)
        .rev()
        .flat_map(|number| {
            [success(number * MS).with_queue_wait(number * MS), Call::failed(ErrorKind::Trap, number * MS)]
        })
        .map(|call| call.with_deadline(MS))
        .collect();
    let count = |number: usize| {
        let running = counters.enter();
        counters.count(&calls[number]);
        window.record(now + u32::try_from(number).unwrap() * MS, &calls[number]);
        drop(running);
    };
    // The longest ones come first, so the histograms are as large as they get.
    assert!(measure(|| (0..2).for_each(count)).count_total > 0);
    assert_eq!(measure(|| (2..calls.len()).for_each(count)).count_total, 0);
    assert_eq!(counters.in_flight(), 0);
}
