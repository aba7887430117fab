use std::time::{Duration, Instant};

use parsify_interface::{CallOptions, ErrorKind, Module, Request};
use parsify_sandbox::{Sandbox, SandboxConfig};

use crate::guests::{MISBEHAVING, call, guest, limits, misbehaving, options};

#[tokio::test]
async fn an_endless_loop_ends_at_its_deadline() {
    let deadline = Duration::from_millis(200);
    let begun = Instant::now();
    let failure = call("spin", 0, limits().with_deadline(deadline)).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Timeout, "sandbox.timeout"));
    assert_eq!(failure.details()["limitMs"].as_u64(), Some(200));
    assert_eq!((failure.module(), failure.operation()), (Some("misbehaving"), Some("spin")));
    assert!(begun.elapsed() >= deadline);
}

#[tokio::test]
async fn waiting_counts_against_the_deadline() {
    let module = misbehaving().await;
    let late = options(limits().with_deadline(Duration::from_millis(50)))
        .with_started(Instant::now() - Duration::from_millis(60));
    let failure = module.execute(&Request::new("echo").with_text("text", "x"), &late).await.unwrap_err();
    assert_eq!(failure.code(), "sandbox.timeout");
}

#[tokio::test]
async fn memory_ends_at_its_limit() {
    let limit = 32 << 20;
    let failure = call("eat-memory", 0, limits().with_memory(limit)).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Memory, "sandbox.memory"));
    assert_eq!(failure.details()["limitBytes"].as_u64(), Some(limit));
    assert!(failure.details()["wantedBytes"].as_u64().unwrap() > limit);
}

#[tokio::test]
async fn a_guest_that_does_not_even_fit_is_refused() {
    let failure = call("fail", 0, limits().with_memory(1000)).await.unwrap_err();
    assert_eq!(failure.code(), "sandbox.memory");
}

#[tokio::test]
async fn a_table_that_is_too_large_is_refused() {
    let failure = call("fail", 0, limits().with_table_elements(1)).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "sandbox.table"));
}

#[tokio::test]
async fn documents_beyond_the_memory_limit_cost_no_sandbox() {
    let module = misbehaving().await;
    let request = Request::new("echo").with_text("text", "x".repeat(1 << 20));
    let failure = module.execute(&request, &options(limits().with_memory(1 << 19))).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Memory, "document.too-large"));
}

/// Well below, just above and far above the limit: the exact sum, and the copying budget.
#[tokio::test]
async fn output_ends_at_its_limit() {
    let limit = 1 << 20;
    let narrow = limits().with_output(limit);
    let execution = call("give-bytes", limit - 100, narrow).await.unwrap();
    assert!(execution.report.bytes_out <= limit);
    for count in [limit + 1, 2 * limit, 50 * limit] {
        let failure = call("give-bytes", count, narrow).await.unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Output, "sandbox.output"), "{count}");
        assert_eq!(failure.details()["limitBytes"].as_u64(), Some(limit));
    }
}

#[tokio::test]
async fn many_small_documents_are_output_too() {
    let failure = call("give-documents", 100_000, limits().with_output(1 << 20)).await.unwrap_err();
    assert_eq!(failure.code(), "sandbox.output");
}

#[tokio::test]
async fn a_flood_of_log_lines_ends_the_call() {
    let failure = call("flood-log", 100, limits().with_log_lines(50)).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "sandbox.log"));
    let failure = call("flood-log", 100, limits().with_log_bytes(50)).await.unwrap_err();
    assert_eq!(failure.code(), "sandbox.log");

    let execution = call("flood-log", 3, limits()).await.unwrap();
    let lines: Vec<_> = execution.report.log.iter().map(|line| line.message.as_str()).collect();
    assert_eq!(lines, ["line 0\\u{1b}[31m", "line 1\\u{1b}[31m", "line 2\\u{1b}[31m"]);
}

#[tokio::test]
async fn nobody_exceeds_the_ceiling() {
    let mut ceiling = parsify_interface::Limits::default();
    ceiling.deadline = Duration::from_millis(100);
    let sandbox = Sandbox::new(SandboxConfig::new().with_ceiling(ceiling)).unwrap();
    let module = sandbox.load(guest("misbehaving"), MISBEHAVING).await.unwrap();
    let generous = options(limits().with_deadline(Duration::from_secs(60)));
    let failure = module.execute(&Request::new("spin"), &generous).await.unwrap_err();
    assert_eq!(failure.details()["limitMs"].as_u64(), Some(100));
}

#[tokio::test]
async fn a_report_says_what_was_used() {
    let module = misbehaving().await;
    let text = "x".repeat(1 << 20);
    let request = Request::new("echo").with_text("text", text.as_str());
    let execution = module.execute(&request, &CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.text(), Some(text.as_str()));
    let report = execution.report;
    assert!(report.peak_memory >= 1 << 20 && report.peak_memory < 16 << 20, "{}", report.peak_memory);
    assert_eq!(report.bytes_in, 1 << 20);
    assert!(report.bytes_out >= 1 << 20);
    assert!(report.run <= report.wall && report.run > Duration::ZERO);
    assert_eq!(report.digest, Some(MISBEHAVING));
}
