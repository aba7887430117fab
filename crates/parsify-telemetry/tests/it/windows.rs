use std::time::{Duration, Instant};

use parsify_telemetry::{Call, ErrorKind, Policy, Window, WindowCounts};
use proptest::prelude::*;

use crate::{MS, fallen_back, success};

const SPAN: Duration = Duration::from_secs(60);

/// Any moment will do: the tests move on from it by themselves.
#[expect(clippy::disallowed_methods, reason = "there is no other way to an instant")]
pub(crate) fn start() -> Instant {
    Instant::now()
}

fn window() -> Window {
    Window::new(SPAN, 0.8)
}

#[test]
fn calls_are_told_apart_by_whose_fault_they_are() {
    let (window, now) = (window(), start());
    for kind in ErrorKind::ALL {
        window.record(now, &Call::failed(kind, MS));
    }
    window.record(now, &success(3 * MS).with_deadline(3 * MS));
    window.record(now, &success(2 * MS).with_deadline(3 * MS));
    window.record(now, &success(9 * MS));
    window.record(now, &Call::succeeded(&fallen_back(), MS));
    let counts = window.counts(now);
    let expected = WindowCounts {
        calls: 24,
        successes: 4,
        fallbacks: 1,
        callers: 4,
        limits: 4,
        elsewhere: 4,
        faults: 8,
        slow: 1,
        wall: 15 * MS,
        slowest: 9 * MS,
    };
    assert_eq!((counts, counts.judged()), (expected, 20));
}

#[test]
fn what_is_forgotten_counts_no_more() {
    let (window, now) = (window(), start());
    window.clear();
    (0..5).for_each(|_| window.record(now, &Call::failed(ErrorKind::Trap, MS)));
    window.clear();
    let recent = window.recent(now);
    assert_eq!((recent.counts, recent.faults_in_row, recent.called), (WindowCounts::default(), 0, true));
    window.record(now, &success(MS));
    assert_eq!(window.counts(now).calls, 1);
}

#[test]
fn faults_in_a_row_end_with_a_success() {
    let (window, now) = (window(), start());
    let row = |kind| {
        window.record(now, &Call::failed(kind, MS));
        window.recent(now).faults_in_row
    };
    assert_eq!([row(ErrorKind::Trap), row(ErrorKind::Internal)], [1, 2]);
    assert_eq!([row(ErrorKind::Input), row(ErrorKind::Timeout), row(ErrorKind::Network)], [2, 2, 2]);
    assert_eq!(window.recent(now + 100 * SPAN).faults_in_row, 2);
    window.record(now, &success(MS));
    assert_eq!(window.recent(now).faults_in_row, 0);
}

#[test]
fn it_knows_whether_it_was_ever_called() {
    let (window, now) = (window(), start());
    assert!(!window.recent(now).called);
    window.record(now, &success(MS));
    let later = window.recent(now + 2 * SPAN);
    assert_eq!((later.called, later.counts, later.span), (true, WindowCounts::default(), SPAN));
}

#[test]
fn time_may_go_back() {
    let (window, now) = (window(), start() + SPAN);
    window.record(now, &success(MS));
    window.record(now + SPAN / 2, &success(MS));
    window.record(now + SPAN / 4, &success(MS));
    window.record(now - SPAN / 4, &success(MS));
    assert_eq!(window.counts(now + SPAN / 2).calls, 4);
    // By a whole window: there is no place left for so old a call.
    window.record(now + 3 * SPAN, &success(MS));
    window.record(now, &success(MS));
    assert_eq!(window.counts(now + 3 * SPAN).calls, 1);
}

#[test]
fn a_reader_may_be_a_little_late() {
    let (window, now) = (window(), start());
    window.record(now, &success(MS));
    window.record(now + SPAN / 12, &success(MS));
    assert_eq!(window.counts(now).calls, 2);
}

#[test]
fn no_jump_and_no_span_makes_it_panic() {
    let far = Duration::from_secs(1 << 33);
    for span in [Duration::ZERO, Duration::from_nanos(1), SPAN, Duration::MAX] {
        let (window, now) = (Window::new(span, 0.8), start());
        for moment in [now, now + far, now, now + far + SPAN, now + far] {
            window.record(moment, &success(Duration::MAX).with_deadline(Duration::MAX));
            assert!(window.counts(moment).calls <= 5);
        }
    }
    let odd = Window::new(SPAN, f64::NAN);
    odd.record(start(), &success(MS).with_deadline(Duration::ZERO));
    assert_eq!(odd.counts(start()).slow, 0);
}

#[derive(Clone, Debug)]
enum Step {
    Wait(u64),
    Record(ErrorKind),
    Succeed(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0_u64..90_000).prop_map(Step::Wait),
        prop::sample::select(&ErrorKind::ALL[..]).prop_map(Step::Record),
        (0_u64..50).prop_map(Step::Succeed),
    ]
}

proptest! {
    /// The model: a list of all calls. A window counts those younger than 11/12 of its span, and none older than all of it.
    #[test]
    fn a_window_counts_what_is_young(steps in prop::collection::vec(step(), 1..200)) {
        let (window, origin) = (Policy::default().window(), start());
        let (mut now, mut calls) = (Duration::ZERO, Vec::new());
        for step in steps {
            let call = match step {
                Step::Wait(millis) => {
                    now += Duration::from_millis(millis / 10);
                    continue;
                }
                Step::Record(kind) => Call::failed(kind, MS),
                Step::Succeed(millis) => success(Duration::from_millis(millis)),
            };
            window.record(origin + now, &call);
            calls.push((now, matches!(step, Step::Succeed(_))));
            let counts = window.counts(origin + now);
            let younger = |age: Duration| calls.iter().filter(move |&&(then, _)| now - then < age);
            let (least, most) = (younger(SPAN / 12 * 11), younger(SPAN));
            prop_assert!((least.clone().count()..=most.clone().count()).contains(&(counts.calls as usize)));
            let (least, most) = (least.filter(|call| call.1).count(), most.filter(|call| call.1).count());
            prop_assert!((least..=most).contains(&(counts.successes as usize)));
            let failures = counts.callers + counts.limits + counts.elsewhere + counts.faults;
            prop_assert_eq!(counts.successes + failures, counts.calls);
        }
    }
}
