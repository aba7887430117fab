//! More calls at once than the pool has places, and how many places there are after a storm.

use std::env;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use parsify_interface::{CallOptions, CancelToken, ErrorKind, Module, Progress, Request};
use parsify_sandbox::{Allocation, WasmModule};
use tokio::task::JoinSet;

use super::cancels::storms;
use super::row::{When, owes};
use super::verdicts::sandbox;
use super::wat::Guest;
use crate::guests::{fresh_digest, limits};

const PLACES: usize = 1000;
const CALLS: usize = 1100;

/// In a process of its own: the pool is the process's, and other tests want places in it.
#[test]
fn a_full_pool_is_busy_and_a_storm_leaves_every_place_free() {
    let test = "hostile::capacity::every_place_can_be_taken";
    let child = Command::new(env::current_exe().unwrap()).args(["--exact", test, "--ignored"]).output().unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&child.stderr));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "takes every place of the pool; run by the test above"]
async fn every_place_can_be_taken() {
    if !sandbox(Allocation::Auto).machine().pooling {
        return;
    }
    let endless = "(call $progress (i64.const 1) (i64.const 0)) (loop $again (br $again)) (unreachable)";
    let bytes = Guest::executing(endless).build();
    let module = sandbox(Allocation::Auto).load_embedded(bytes, fresh_digest()).await.unwrap();
    assert_eq!(places_taken(&module).await, PLACES);
    storms(Allocation::Auto).await;
    assert_eq!(places_taken(&module).await, PLACES);
}

/// Makes more calls than there are places, each of which holds its place until all were made: how many got one.
async fn places_taken(module: &WasmModule) -> usize {
    let (token, taken, refused) = (CancelToken::new(), Arc::default(), Arc::new(AtomicUsize::new(0)));
    let calls: JoinSet<_> =
        (0..CALLS).map(|_| hold(module.clone(), token.clone(), Arc::clone(&taken), Arc::clone(&refused))).collect();
    while taken.load(Ordering::Relaxed) + refused.load(Ordering::Relaxed) < CALLS {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    token.cancel();
    calls.join_all().await;
    taken.load(Ordering::Relaxed)
}

async fn hold(module: WasmModule, token: CancelToken, taken: Arc<AtomicUsize>, refused: Arc<AtomicUsize>) {
    let begun = move |_: Progress| {
        taken.fetch_add(1, Ordering::Relaxed);
    };
    let generous = limits().with_deadline(Duration::from_secs(600));
    let options = CallOptions::new().with_limits(generous).with_cancel(token).with_observer(begun);
    let failure = module.execute(&Request::new("attack"), &options).await.unwrap_err();
    owes(&failure, When::Call).unwrap();
    if failure.kind() == ErrorKind::Capacity {
        assert_eq!(failure.code(), "sandbox.busy");
        refused.fetch_add(1, Ordering::Relaxed);
    } else {
        assert_eq!(failure.kind(), ErrorKind::Cancelled, "{failure:?}");
    }
}
