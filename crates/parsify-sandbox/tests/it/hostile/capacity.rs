//! More calls at once than the pool has places.

use std::env;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use parsify_interface::{CallOptions, CancelToken, ErrorKind, Module, Request};
use parsify_sandbox::Allocation;
use tokio::task::JoinSet;

use super::leaks::{misbehaving, run};
use super::verdicts::sandbox;
use super::wat::Guest;
use crate::guests::{fresh_digest, limits};

const CALLS: usize = 1100;

/// In a process of its own: the pool is the process's, and other tests want places in it.
#[test]
fn calls_beyond_the_pool_are_told_that_it_is_busy() {
    let test = "hostile::capacity::calls_take_every_place";
    let child = Command::new(env::current_exe().unwrap()).args(["--exact", test, "--ignored"]).output().unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&child.stderr));
}

/// Guests that loop and yield hold their places; who comes later is told so, and nobody is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes every place of the pool; run by the test above"]
async fn calls_take_every_place() {
    if !sandbox(Allocation::Auto).machine().pooling {
        return;
    }
    let bytes = Guest::executing("(loop $again (br $again)) (unreachable)").build();
    let module = sandbox(Allocation::Auto).load_embedded(bytes, fresh_digest()).await.unwrap();
    let (token, refused) = (CancelToken::new(), Arc::new(AtomicUsize::new(0)));
    let calls: JoinSet<_> = (0..CALLS)
        .map(|_| {
            let (module, token, refused) = (module.clone(), token.clone(), refused.clone());
            async move {
                let generous = limits().with_deadline(Duration::from_secs(600));
                let options = CallOptions::new().with_limits(generous).with_cancel(token);
                let failure = module.execute(&Request::new("attack"), &options).await.unwrap_err();
                if failure.kind() == ErrorKind::Capacity {
                    assert_eq!(failure.code(), "sandbox.busy");
                    assert!(!failure.hints().is_empty());
                    refused.fetch_add(1, Ordering::Relaxed);
                } else {
                    assert_eq!(failure.kind(), ErrorKind::Cancelled, "{failure:?}");
                }
            }
        })
        .collect();
    // The places are all taken as soon as anybody is refused one.
    while refused.load(Ordering::Relaxed) == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    token.cancel();
    calls.join_all().await;
    let healthy = misbehaving(Allocation::Auto).await;
    assert_eq!(run(&healthy, "state-leak", 0, limits()).await.unwrap(), 1);
}
