//! Tests of counting and judging.

mod counting;
mod footprint;
mod json;
mod percentiles;
mod threads;
mod verdicts;
mod windows;

use std::time::Duration;

use parsify_error::code;
use parsify_interface::{CacheState, Engine, Report};
use parsify_telemetry::{Call, Counters, ErrorKind, Failure, FailureSummary, OperationStatistics};

const MS: Duration = Duration::from_millis(1);

/// A report of a call in the sandbox that found its machine code in memory.
fn report() -> Report {
    let mut report = Report::new("text-tools".parse().unwrap(), "1.0.0".parse().unwrap(), "count", Engine::Wasm);
    report.cache = CacheState::Memory;
    report
}

/// A report of a call that the native twin answered.
fn fallen_back() -> Report {
    let mut report = report();
    (report.engine, report.cache, report.attempts) = (Engine::Native, CacheState::None, 2);
    report.fallback = Some(summary(ErrorKind::Compilation));
    report
}

fn summary(kind: ErrorKind) -> FailureSummary {
    FailureSummary::from(&Failure::new(kind, code::HOST_INTERNAL, format!("a failure of kind {kind}")))
}

fn success(wall: Duration) -> Call {
    Call::succeeded(&report(), wall)
}

fn snapshot(counters: &Counters) -> OperationStatistics {
    let report = report();
    counters.snapshot(&report.module, &report.version, &report.operation).expect("it was called")
}
