use std::time::Duration;

use parsify_telemetry::{Breaker, Call, ErrorKind, Facts, Health, Policy, Probe, Queue, Recent, Verdict};

use crate::windows::start;
use crate::{MS, fallen_back, success, summary};

const POLICY: fn() -> Policy = Policy::default;

/// What a window knows right after these calls, each made as often as said.
fn after(calls: &[(u64, Call)]) -> Recent {
    let (window, now) = (POLICY().window(), start());
    for (times, call) in calls {
        (0..*times).for_each(|_| window.record(now, call));
    }
    window.recent(now)
}

fn failed(kind: ErrorKind) -> Call {
    Call::failed(kind, MS)
}

fn judge(calls: &[(u64, Call)]) -> Verdict {
    POLICY().judge(&Facts { recent: after(calls), ..Facts::default() })
}

fn check(verdict: &Verdict, health: Health, codes: &[&str]) {
    let found: Vec<_> = verdict.reasons.iter().map(parsify_telemetry::Reason::code).collect();
    assert_eq!((verdict.health, &found[..]), (health, codes), "{verdict:?}");
}

fn slow() -> Call {
    success(90 * MS).with_deadline(100 * MS)
}

#[test]
fn faults_by_their_share() {
    let trap = || failed(ErrorKind::Trap);
    let ok = || success(MS);
    check(&judge(&[(100, ok())]), Health::Healthy, &[]);
    check(&judge(&[(4, trap()), (96, ok())]), Health::Healthy, &[]);
    check(&judge(&[(5, trap()), (95, ok())]), Health::Degraded, &["health.error-rate"]);
    check(&judge(&[(49, trap()), (51, ok())]), Health::Degraded, &["health.error-rate"]);
    check(&judge(&[(50, trap()), (50, ok())]), Health::Unhealthy, &["health.error-rate"]);
}

#[test]
fn a_module_that_fails_for_ever_is_unhealthy() {
    for kind in [ErrorKind::Trap, ErrorKind::Internal, ErrorKind::Compilation, ErrorKind::Integrity] {
        check(&judge(&[(20, failed(kind))]), Health::Unhealthy, &["health.always-fails", "health.error-rate"]);
    }
}

#[test]
fn a_module_that_fails_for_ever_and_is_seldom_called_is_unhealthy() {
    let (policy, now) = (POLICY(), start());
    let window = policy.window();
    let mut health = Vec::new();
    for call in 0..6 {
        let now = now + policy.span * 2 * call;
        window.record(now, &failed(ErrorKind::Trap));
        health.push(policy.judge(&Facts { recent: window.recent(now), ..Facts::default() }).health);
    }
    use Health::{Unhealthy, Unknown};
    assert_eq!(health, [Unknown, Unknown, Unknown, Unknown, Unhealthy, Unhealthy]);
    // It recovers with the first success.
    let now = now + policy.span * 20;
    window.record(now, &success(MS));
    check(&policy.judge(&Facts { recent: window.recent(now), ..Facts::default() }), Health::Healthy, &[]);
}

#[test]
fn every_third_call_fails() {
    check(&judge(&[(10, failed(ErrorKind::Trap)), (20, success(MS))]), Health::Degraded, &["health.error-rate"]);
}

#[test]
fn hostile_input_makes_no_module_unhealthy() {
    for kind in [ErrorKind::Input, ErrorKind::Params, ErrorKind::Unsupported, ErrorKind::Cancelled] {
        check(&judge(&[(1_000, failed(kind)), (1, success(MS))]), Health::Healthy, &[]);
        check(&judge(&[(1_000, failed(kind))]), Health::Unknown, &["health.too-few-calls"]);
    }
    for kind in ErrorKind::ALL.into_iter().filter(|kind| kind.is_limit()) {
        check(&judge(&[(1_000, failed(kind))]), Health::Degraded, &["health.limits"]);
        check(&judge(&[(24, failed(kind)), (76, success(MS))]), Health::Healthy, &[]);
    }
}

#[test]
fn bad_input_hides_no_faults() {
    let flood = (10_000, failed(ErrorKind::Input));
    let verdict = judge(&[flood, (50, failed(ErrorKind::Trap)), (50, success(MS))]);
    check(&verdict, Health::Unhealthy, &["health.error-rate"]);
}

#[test]
fn what_it_depends_on_fails() {
    for kind in [ErrorKind::Dependency, ErrorKind::Network, ErrorKind::Capacity] {
        check(&judge(&[(100, failed(kind))]), Health::Degraded, &["health.elsewhere"]);
        check(&judge(&[(10, failed(kind)), (90, success(MS))]), Health::Healthy, &[]);
    }
}

#[test]
fn slow_successes() {
    check(&judge(&[(3, slow()), (300, success(MS))]), Health::Healthy, &[]);
    check(&judge(&[(4, slow()), (300, success(MS))]), Health::Degraded, &["health.slow"]);
    check(&judge(&[(2, slow()), (10, success(MS))]), Health::Healthy, &[]);
    check(&judge(&[(3, slow())]), Health::Degraded, &["health.slow"]);
}

#[test]
fn few_calls_say_little() {
    check(&judge(&[]), Health::Unknown, &["health.not-called-yet"]);
    check(&judge(&[(4, failed(ErrorKind::Trap))]), Health::Unknown, &["health.too-few-calls"]);
    check(&judge(&[(4, failed(ErrorKind::Trap)), (1, success(MS))]), Health::Healthy, &[]);
    let long_ago = Recent { counts: Default::default(), ..after(&[(100, success(MS))]) };
    let verdict = POLICY().judge(&Facts { recent: long_ago, ..Facts::default() });
    check(&verdict, Health::Unknown, &["health.not-called-lately"]);
    let verdict = POLICY().judge(&Facts { probe: Probe::Answered, ..Facts::default() });
    check(&verdict, Health::Healthy, &[]);
}

#[test]
fn a_probe_that_fails() {
    let probe = |kind, twin| {
        let recent = after(&[(100, success(MS))]);
        POLICY().judge(&Facts { recent, probe: Probe::Failed(summary(kind)), twin, ..Facts::default() })
    };
    for kind in [ErrorKind::Trap, ErrorKind::Timeout, ErrorKind::Instantiation] {
        check(&probe(kind, false), Health::Unhealthy, &["health.probe-failed"]);
        check(&probe(kind, true), Health::Degraded, &["health.probe-failed"]);
    }
    check(&probe(ErrorKind::Capacity, false), Health::Degraded, &["health.probe-failed"]);
}

#[test]
fn a_sandbox_that_does_not_serve() {
    let verdict = |breaker, cannot_run, twin| POLICY().judge(&Facts { breaker, cannot_run, twin, ..Facts::default() });
    let missing = || Some(summary(ErrorKind::NotFound));
    check(&verdict(Breaker::Open, None, false), Health::Unhealthy, &["health.breaker-open"]);
    let serves = "health.native-twin-serves";
    check(&verdict(Breaker::Open, None, true), Health::Degraded, &["health.breaker-open", serves]);
    check(&verdict(Breaker::HalfOpen, None, false), Health::Degraded, &["health.breaker-half-open"]);
    check(&verdict(Breaker::Closed, missing(), false), Health::Unhealthy, &["health.cannot-run"]);
    check(&verdict(Breaker::Closed, missing(), true), Health::Degraded, &["health.cannot-run", serves]);
}

#[test]
fn the_native_twin_serves() {
    let twin = || Call::succeeded(&fallen_back(), MS);
    check(&judge(&[(5, twin()), (95, success(MS))]), Health::Degraded, &["health.native-twin-serves"]);
    check(&judge(&[(4, twin()), (96, success(MS))]), Health::Healthy, &[]);
}

#[test]
fn the_worst_reason_comes_first() {
    let recent = after(&[(30, slow()), (30, failed(ErrorKind::Timeout)), (60, failed(ErrorKind::Trap))]);
    let facts =
        Facts { recent, breaker: Breaker::HalfOpen, queue: Some(Queue { waiting: 9, places: 10 }), ..Facts::default() };
    let codes = [
        "health.always-fails",
        "health.error-rate",
        "health.breaker-half-open",
        "health.limits",
        "health.slow",
        "health.queue-full",
    ];
    check(&POLICY().judge(&facts), Health::Unhealthy, &codes);
}

#[test]
fn the_system_is_as_well_as_its_worst_module() {
    use Health::{Degraded, Healthy, Unhealthy, Unknown};
    let system = |modules: &[Health], waiting| {
        POLICY().judge_system(modules.iter().copied(), Some(Queue { waiting, places: 100 }))
    };
    for (modules, expected) in [
        (&[][..], Healthy),
        (&[Unknown], Unknown),
        (&[Unknown, Healthy], Healthy),
        (&[Unknown, Degraded, Healthy], Degraded),
        (&[Degraded, Unhealthy, Unknown], Unhealthy),
    ] {
        check(&system(modules, 89), expected, &[]);
        check(&system(modules, 90), expected.max(Degraded), &["health.queue-full"]);
    }
}

#[test]
fn every_threshold_can_be_set() {
    let recent = after(&[(1, failed(ErrorKind::Trap)), (1, success(MS))]);
    let facts = Facts { recent, ..Facts::default() };
    let strict = Policy { least_calls: 1, span: Duration::from_secs(1), ..POLICY() };
    check(&strict.judge(&facts), Health::Unhealthy, &["health.error-rate"]);
    let lenient = Policy { unhealthy_faults: 0.6, ..strict };
    check(&lenient.judge(&facts), Health::Degraded, &["health.error-rate"]);
    let blind = Policy { unhealthy_faults: 2.0, degraded_faults: 2.0, ..strict };
    check(&blind.judge(&facts), Health::Healthy, &[]);
}
