//! Instances that are used again, where a caller asked for it.

use std::time::Duration;

use parsify_interface::{CancelToken, ErrorKind, Module, Request};
use parsify_sandbox::{Allocation, Reuse, WasmModule};

use super::leaks::{misbehaving, run};
use crate::guests::{limits, options};

async fn warm(reuse: Reuse) -> WasmModule {
    misbehaving(Allocation::Auto).await.reusing(reuse)
}

async fn counted(module: &WasmModule) -> u64 {
    run(module, "state-leak", 0, limits()).await.unwrap().as_u64().unwrap()
}

#[tokio::test]
async fn a_reused_instance_keeps_its_state_until_it_retires() {
    let module = warm(Reuse::default().with_uses(3)).await;
    let mut counts = Vec::new();
    for _ in 0..7 {
        counts.push(counted(&module).await);
    }
    assert_eq!(counts, [1, 2, 3, 1, 2, 3, 1]);
}

#[tokio::test]
async fn clones_share_instances_and_others_do_not() {
    let module = warm(Reuse::default()).await;
    assert_eq!((counted(&module).await, counted(&module.clone()).await), (1, 2));
    assert_eq!(counted(&module.reusing(Reuse::default())).await, 1);
    assert_eq!(counted(&misbehaving(Allocation::Auto).await).await, 1);
}

#[tokio::test]
async fn an_instance_is_not_used_after_any_failure_of_the_sandbox() {
    for (operation, count, kind) in [
        ("panic", 0, ErrorKind::Trap),
        ("abort", 0, ErrorKind::Trap),
        ("eat-memory", 0, ErrorKind::Memory),
        ("spin", 0, ErrorKind::Timeout),
        ("flood-log", 1000, ErrorKind::Limit),
        ("give-bytes", 200_000, ErrorKind::Output),
    ] {
        let module = warm(Reuse::default()).await;
        assert_eq!((counted(&module).await, counted(&module).await), (1, 2));
        let millis = if kind == ErrorKind::Timeout { 50 } else { 60_000 };
        let narrow = limits().with_deadline(Duration::from_millis(millis)).with_memory(16 << 20);
        let failure = run(&module, operation, count, narrow.with_log_lines(10).with_output(100_000)).await.unwrap_err();
        assert_eq!(failure.kind(), kind, "{failure:?}");
        assert_eq!(counted(&module).await, 1, "{operation}");
    }
}

#[tokio::test]
async fn an_instance_is_not_used_after_a_cancelled_or_dropped_call() {
    let module = warm(Reuse::default()).await;
    assert_eq!((counted(&module).await, counted(&module).await), (1, 2));
    let token = CancelToken::new();
    let cancelled = options(limits()).with_cancel(token.clone());
    let spin = Request::new("spin");
    let cancels = async {
        tokio::time::sleep(Duration::from_millis(5)).await;
        token.cancel();
    };
    let (failure, ()) = tokio::join!(module.execute(&spin, &cancelled), cancels);
    assert_eq!(failure.unwrap_err().kind(), ErrorKind::Cancelled);
    assert_eq!((counted(&module).await, counted(&module).await), (1, 2));

    let calling = options(limits());
    assert!(tokio::time::timeout(Duration::from_millis(5), module.execute(&spin, &calling)).await.is_err());
    assert_eq!(counted(&module).await, 1);
}

#[tokio::test]
async fn a_call_with_less_memory_than_an_instance_holds_gets_another() {
    let module = warm(Reuse::default()).await;
    run(&module, "fill-memory", 8_000_000, limits()).await.unwrap();
    assert_eq!(counted(&module).await, 1, "the large one serves again");
    let small = limits().with_memory(4 << 20);
    assert_eq!(run(&module, "state-leak", 0, small).await.unwrap(), 1, "a new one");
    assert_eq!(run(&module, "state-leak", 0, small).await.unwrap(), 2, "the new one again");
}

#[tokio::test]
async fn an_instance_that_holds_much_is_not_kept() {
    let module = warm(Reuse::default().with_idle_bytes(4 << 20)).await;
    assert_eq!((counted(&module).await, counted(&module).await), (1, 2));
    run(&module, "fill-memory", 8_000_000, limits()).await.unwrap();
    assert_eq!(counted(&module).await, 1);
}

/// What is counted for each call begins anew in an instance that served before.
#[tokio::test]
async fn budgets_are_each_calls_own() {
    let module = warm(Reuse::default()).await;
    let narrow = limits().with_log_lines(6).with_host_calls(10);
    for _ in 0..5 {
        let request = Request::new("flood-log").with_param("count", 5);
        let execution = module.execute(&request, &options(narrow)).await.unwrap();
        assert_eq!(execution.report.log.len(), 5);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn callers_at_once_never_share_an_instance() {
    let module = warm(Reuse::default().with_idle(2)).await;
    let callers: tokio::task::JoinSet<_> = (0..8)
        .map(|caller| {
            let module = module.clone();
            async move {
                for turn in 0..50 {
                    let text = format!("{caller} {turn}");
                    let request = Request::new("echo").with_text("text", text.as_str());
                    let execution = module.execute(&request, &options(limits())).await.unwrap();
                    assert_eq!(execution.response.text(), Some(text.as_str()));
                }
            }
        })
        .collect();
    callers.join_all().await;
}
