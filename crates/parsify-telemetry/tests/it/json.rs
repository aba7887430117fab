use parsify_telemetry::{Call, Counters, ErrorKind, Health, Policy, Reason, Statistics, Verdict};
use serde_json::json;

use crate::{MS, report, snapshot, summary};

#[test]
fn statistics_as_json() {
    let mut report = report();
    (report.peak_memory, report.bytes_in, report.bytes_out) = (65_536, 10, 20);
    let counters = Counters::default();
    counters.count(&Call::succeeded(&report, 2 * MS).with_queue_wait(MS / 2).with_compile(MS).with_load(MS / 4));
    counters.count(&Call::failed(ErrorKind::NotFound, MS));
    let statistics = Statistics { operations: vec![snapshot(&counters)] };
    let expected = json!({"operations": [{
        "module": "text-tools", "version": "1.0.0", "operation": "count",
        "calls": 2, "successes": 1, "failures": {"not-found": 1}, "fallbacks": 0, "retries": 0,
        "cacheHits": {"memory": 1, "disk": 0, "compiled": 0},
        "wallMs": 3.0, "slowestMs": 2.0,
        "percentiles": {"p50Ms": 1.003519, "p90Ms": 2.0, "p99Ms": 2.0},
        "queueWait": {"totalMs": 0.5, "p99Ms": 0.5, "longestMs": 0.5},
        "compileMs": 1.0, "loadMs": 0.25,
        "peakMemory": 65_536, "bytesIn": 10, "bytesOut": 20, "inFlight": 0,
    }]});
    assert_eq!(serde_json::to_value(&statistics).unwrap(), expected);
}

fn check(reason: &Reason, expected: serde_json::Value) {
    assert_eq!(serde_json::to_value(reason).unwrap(), expected);
}

#[test]
fn reasons_as_json() {
    check(
        &Reason::ErrorRate { faults: 3, calls: 40 },
        json!({"code": "health.error-rate", "message": "3 of 40 calls failed by its own fault (7.5 %)",
            "faults": 3, "calls": 40}),
    );
    check(
        &Reason::Slow { slow: 4, successes: 9, share: 0.8, slowest: 1500 * MS },
        json!({"code": "health.slow", "slow": 4, "successes": 9, "share": 0.8, "slowestMs": 1500.0,
            "message": "4 of 9 successful calls took more than 80 % of their deadline, the slowest one 1.5s"}),
    );
    check(
        &Reason::ProbeFailed { failure: summary(ErrorKind::Timeout) },
        json!({"code": "health.probe-failed", "message": "its probe failed: a failure of kind timeout",
            "failure": {"kind": "timeout", "code": "host.internal", "message": "a failure of kind timeout"}}),
    );
    check(
        &Reason::BreakerOpen,
        json!({"code": "health.breaker-open", "message": "the circuit breaker is open: no call enters the sandbox"}),
    );
}

#[test]
fn a_verdict_as_json() {
    let verdict: Verdict = Policy::default().judge_system([Health::Healthy], None);
    assert_eq!(serde_json::to_value(&verdict).unwrap(), json!({"health": "healthy", "reasons": []}));
}
