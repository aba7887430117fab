//! The way from closed to open to half-open and back.

use std::time::{Duration, Instant};

use parsify_error::{
    Breaker, BreakerChange, BreakerPolicy, BreakerStage, Classification, ErrorKind, Outcome, TrapCause, TwinRule,
};

use crate::clock;

const BUG: Outcome = Outcome::Failure(TwinRule::IfTotal);

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn record(breaker: &Breaker, now: Instant, outcome: Outcome) -> Option<BreakerChange> {
    breaker.admit(now).expect("a permit").record(now, outcome)
}

fn opened(now: Instant) -> Breaker {
    let breaker = Breaker::new(BreakerPolicy { least_calls: 1, ..BreakerPolicy::default() }, now);
    assert_eq!(record(&breaker, now, BUG), Some(BreakerChange::Opened));
    breaker
}

#[test]
fn half_of_twenty_calls_open_it_and_nineteen_do_not() {
    let now = clock::start();
    let breaker = Breaker::new(BreakerPolicy::default(), now);
    for call in 0..19 {
        let outcome = if call % 2 == 0 { BUG } else { Outcome::Success };
        assert_eq!(record(&breaker, now, outcome), None);
    }
    let state = breaker.state(now);
    assert_eq!((state.stage, state.calls, state.failures), (BreakerStage::Closed, 19, 10));
    assert_eq!(record(&breaker, now, BUG), Some(BreakerChange::Opened));
    let refusal = breaker.admit(now).unwrap_err();
    assert_eq!((refusal.retry_after, refusal.twin, refusal.opened), (secs(10), TwinRule::IfTotal, 1));
}

#[test]
fn one_hostile_input_among_good_ones_does_not_open_it() {
    let now = clock::start();
    let breaker = Breaker::new(BreakerPolicy::default(), now);
    for call in 0..10_000 {
        assert_eq!(record(&breaker, now, if call % 3 == 0 { BUG } else { Outcome::Success }), None);
    }
}

#[test]
fn what_does_not_count_is_neither_call_nor_failure() {
    let now = clock::start();
    let breaker = Breaker::new(BreakerPolicy { least_calls: 1, ..BreakerPolicy::default() }, now);
    for kind in ErrorKind::ALL {
        let class = Classification::of(kind, Some(TrapCause::Panic));
        if !class.counts_against_breaker {
            assert_eq!(record(&breaker, now, class.into()), None, "{kind}");
        }
    }
    assert_eq!(breaker.state(now).calls, 0);
}

#[test]
fn calls_fall_out_of_the_window() {
    let now = clock::start();
    let breaker = Breaker::new(BreakerPolicy::default(), now);
    for _ in 0..19 {
        record(&breaker, now, BUG);
    }
    assert_eq!(breaker.state(now + secs(29)).failures, 19);
    assert_eq!(breaker.state(now + secs(30)).failures, 0);
    assert_eq!(record(&breaker, now + secs(30), BUG), None);
}

#[test]
fn the_pause_doubles_with_each_failed_probe_up_to_its_bound() {
    let mut now = clock::start();
    let breaker = opened(now);
    for seconds in [10, 20, 40, 80, 160, 300, 300] {
        assert_eq!(breaker.admit(now).unwrap_err().retry_after, secs(seconds));
        let still = now + secs(seconds) - Duration::from_nanos(1);
        assert_eq!(breaker.admit(still).unwrap_err().retry_after, Duration::from_nanos(1));
        assert_eq!(breaker.state(still).stage, BreakerStage::Open);
        now += secs(seconds);
        assert_eq!(breaker.state(now).stage, BreakerStage::HalfOpen);
        assert_eq!(record(&breaker, now, BUG), Some(BreakerChange::Reopened));
    }
    now += secs(300);
    assert_eq!(record(&breaker, now, Outcome::Success), Some(BreakerChange::Closed));
    assert_eq!(breaker.state(now).calls, 0, "a closed breaker begins with an empty window");
    assert_eq!(record(&breaker, now, BUG), Some(BreakerChange::Opened));
    assert_eq!(breaker.admit(now).unwrap_err().retry_after, secs(10), "the pause begins anew");
}

#[test]
fn one_probe_at_a_time_and_none_is_lost() {
    let now = clock::start();
    let breaker = opened(now);
    let now = now + secs(10);
    let probe = breaker.admit(now).unwrap();
    assert!(probe.is_probe() && breaker.state(now).probing);
    assert!(!breaker.admit(now).unwrap_err().retry_after.is_zero());
    assert_eq!(probe.record(now, Outcome::Neutral), None);
    drop(breaker.admit(now).expect("a neutral probe makes room for the next"));
    let probe = breaker.admit(now).expect("so does one whose caller vanished");
    assert_eq!(probe.record(now, Outcome::Success), Some(BreakerChange::Closed));
}

#[test]
fn a_call_from_before_changes_nothing() {
    let now = clock::start();
    let breaker = Breaker::new(BreakerPolicy { least_calls: 1, ..BreakerPolicy::default() }, now);
    let [late_success, late_failure, later_failure] = [(); 3].map(|()| breaker.admit(now).unwrap());
    record(&breaker, now, BUG);
    assert_eq!(late_success.record(now, Outcome::Success), None);
    assert_eq!(late_failure.record(now, Outcome::Failure(TwinRule::Never)), None);
    assert_eq!(breaker.admit(now).unwrap_err().twin, TwinRule::IfTotal);
    let now = now + secs(10);
    record(&breaker, now, Outcome::Success);
    assert_eq!(later_failure.record(now, BUG), None);
    assert_eq!(breaker.state(now).failures, 0);
}

#[test]
fn the_strictest_failure_decides_about_the_twin() {
    let mut now = clock::start();
    let breaker = Breaker::new(BreakerPolicy { least_calls: 3, ..BreakerPolicy::default() }, now);
    record(&breaker, now, Outcome::Failure(TwinRule::Never));
    now += secs(60);
    for _ in 0..3 {
        record(&breaker, now, Outcome::Failure(TwinRule::Allowed));
    }
    assert_eq!(breaker.admit(now).unwrap_err().twin, TwinRule::Allowed, "the strict one is out of the window");
    for (rule, strictest) in [
        (TwinRule::IfTotal, TwinRule::IfTotal),
        (TwinRule::Never, TwinRule::Never),
        (TwinRule::Allowed, TwinRule::Never),
    ] {
        now += secs(300);
        record(&breaker, now, Outcome::Failure(rule));
        assert_eq!(breaker.admit(now).unwrap_err().twin, strictest);
    }
}

#[test]
fn a_clock_that_went_back_does_not_keep_it_open() {
    let first = clock::start();
    let breaker = Breaker::new(BreakerPolicy { least_calls: 1, ..BreakerPolicy::default() }, first);
    let ahead = first + secs(1_000_000);
    record(&breaker, ahead, BUG);
    assert_eq!(breaker.admit(first).unwrap_err().retry_after, secs(10));
    assert!(breaker.admit(first + secs(10)).unwrap().is_probe());
}
