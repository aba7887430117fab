//! What an operator and a configuration see of a breaker.

use std::time::Duration;

use parsify_error::{
    Breaker, BreakerPolicy, Classification, ErrorKind, Failure, Outcome, Recovery, RetryPolicy, Situation, TwinRule,
    decide,
};
use serde_json::json;

use crate::clock;

#[test]
fn a_policy_as_json() {
    let json = json!({
        "failureRate": 0.5, "leastCalls": 20, "windowMs": 30_000, "openForMs": 10_000, "longestOpenMs": 300_000
    });
    assert_eq!(serde_json::to_value(BreakerPolicy::default()).unwrap(), json);
    assert_eq!(serde_json::from_value::<BreakerPolicy>(json).unwrap(), BreakerPolicy::default());
    let policy: BreakerPolicy = serde_json::from_str(r#"{"openForMs": 250}"#).unwrap();
    assert_eq!(policy, BreakerPolicy { open_for: Duration::from_millis(250), ..BreakerPolicy::default() });
    assert!(serde_json::from_str::<BreakerPolicy>(r#"{"openFor": 250}"#).is_err());
}

#[test]
fn a_state_as_json() {
    let now = clock::start();
    let breaker = Breaker::new(BreakerPolicy { least_calls: 1, ..BreakerPolicy::default() }, now);
    let closed = json!({"stage": "closed", "calls": 0, "failures": 0, "opened": 0, "probing": false});
    assert_eq!(serde_json::to_value(breaker.state(now)).unwrap(), closed);
    breaker.admit(now).unwrap().record(now, Outcome::Failure(TwinRule::IfTotal));
    let open = json!({
        "stage": "open", "calls": 1, "failures": 1, "opened": 1, "probing": false, "retryAfterMs": 9999, "twin": "if-total"
    });
    assert_eq!(serde_json::to_value(breaker.state(now + Duration::from_micros(1100))).unwrap(), open);
}

#[test]
fn a_refusal_says_when_to_come_back_and_is_not_tried_again() {
    let now = clock::start();
    let breaker = Breaker::new(BreakerPolicy { least_calls: 1, ..BreakerPolicy::default() }, now);
    breaker.admit(now).unwrap().record(now, Outcome::Failure(TwinRule::Allowed));
    let failure = Failure::from(breaker.admit(now).unwrap_err());
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Unavailable, "sandbox.breaker"));
    assert_eq!(failure.details()["retryAfterMs"].as_u64(), Some(10_000));
    assert!(failure.hints()[0].contains("10000 ms"));
    let situation = Situation {
        attempts: 1,
        policy: RetryPolicy::default(),
        idempotent: true,
        total: true,
        twin: true,
        remaining: Duration::from_secs(60),
        jitter: 0.0,
    };
    assert_eq!(decide(failure.classification(), &situation), Recovery::GiveUp);
    assert_eq!(Outcome::from(Classification::of(ErrorKind::Unavailable, None)), Outcome::Neutral);
}
