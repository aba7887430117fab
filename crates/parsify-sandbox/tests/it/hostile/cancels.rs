//! Calls that somebody gives up, at any point of their life.

use std::time::{Duration, Instant};

use parsify_interface::{CallOptions, CancelToken, ErrorKind, Failure, Module, Request, serde_json};
use parsify_sandbox::{Allocation, WasmModule};
use tokio::task::JoinSet;

use super::chance::Chance;
use super::leaks::{misbehaving, run};
use super::row::{When, owes};
use super::verdicts::sandbox;
use super::wat::Guest;
use crate::guests::{fresh_digest, limits};

const LOOP: &str = "(loop $again (br $again)) (unreachable)";
const FLOOD: &str = "(loop $again (call $progress (i64.const 1) (i64.const 0)) (br $again)) (unreachable)";

async fn attackers(allocation: Allocation) -> Vec<WasmModule> {
    let guests = [
        Guest::executing(LOOP),
        Guest::default().start(LOOP),
        Guest::default().realloc(LOOP),
        Guest::default().post(LOOP),
        Guest::executing(FLOOD),
        Guest::executing(
            "(loop $again (memory.fill (i32.const 0) (i32.const 1) (i32.const 131072)) (br $again)) (unreachable)",
        ),
    ];
    let mut modules = Vec::new();
    for guest in guests {
        modules.push(sandbox(allocation).load_embedded(guest.build(), fresh_digest()).await.unwrap());
    }
    modules
}

/// The options of a call that goes on until somebody ends it.
fn endless() -> CallOptions {
    let generous = limits().with_deadline(Duration::from_secs(600)).with_host_calls(1_000_000_000);
    CallOptions::new().with_limits(generous).with_config(serde_json::json!({ "attack": true }))
}

async fn cancelled(module: &WasmModule, after: Duration) -> Failure {
    let token = CancelToken::new();
    let options = endless().with_cancel(token.clone());
    let request = Request::new("attack");
    let cancels = async {
        tokio::time::sleep(after).await;
        token.cancel();
    };
    let (failure, ()) = tokio::join!(module.execute(&request, &options), cancels);
    failure.unwrap_err()
}

/// Drops some calls and cancels the others, each at a random point.
async fn storm(module: WasmModule, seed: u64, calls: u64) {
    let mut chance = Chance::new(seed);
    let (request, options) = (Request::new("attack"), endless());
    for _ in 0..calls {
        let after = Duration::from_micros(chance.below(5000));
        if chance.below(2) == 0 {
            assert!(tokio::time::timeout(after, module.execute(&request, &options)).await.is_err());
        } else {
            let failure = cancelled(&module, after).await;
            assert_eq!((failure.kind(), failure.code()), (ErrorKind::Cancelled, "sandbox.cancelled"), "{failure:?}");
            owes(&failure, When::Call).unwrap();
        }
    }
}

/// Healthy calls work as ever. That no place stays taken is tested where all places are (`capacity`).
async fn nothing_is_left(allocation: Allocation) {
    let healthy = misbehaving(allocation).await;
    for _ in 0..1000 {
        assert_eq!(run(&healthy, "state-leak", 0, limits()).await.unwrap(), 1);
    }
}

pub(crate) async fn storms(allocation: Allocation) {
    let attackers = attackers(allocation).await;
    let storms: JoinSet<_> = attackers
        .iter()
        .enumerate()
        .flat_map(|(number, module)| (0..4).map(move |caller| storm(module.clone(), (10 * number + caller) as u64, 30)))
        .collect();
    storms.join_all().await;
    nothing_is_left(allocation).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn storms_of_cancels_leave_nothing_in_the_pool() {
    storms(Allocation::Auto).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn storms_of_cancels_leave_nothing_on_demand() {
    storms(Allocation::OnDemand).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn aborted_tasks_leave_nothing() {
    let healthy = misbehaving(Allocation::Auto).await;
    let mut chance = Chance::new(7);
    for _ in 0..100 {
        let module = healthy.clone();
        let mut tasks: JoinSet<_> = (0..8)
            .map(|_| {
                let module = module.clone();
                async move { run(&module, "flood-progress", 50_000, limits()).await }
            })
            .collect();
        tokio::time::sleep(Duration::from_micros(chance.below(3000))).await;
        tasks.shutdown().await;
    }
    nothing_is_left(Allocation::Auto).await;
}

#[tokio::test]
async fn a_call_cancelled_before_it_began_costs_no_sandbox() {
    let module = misbehaving(Allocation::Auto).await;
    let token = CancelToken::new();
    token.cancel();
    let options = CallOptions::new().with_cancel(token);
    let failure = module.execute(&Request::new("spin"), &options).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Cancelled, "sandbox.cancelled"));
    assert_eq!(failure.details()["phase"].as_str(), Some("instantiate"));
    assert!(!failure.hints().is_empty(), "{failure:?}");
}

/// The phases of the first four attackers.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_call_says_what_it_was_doing() {
    let attackers = attackers(Allocation::Auto).await;
    let mut met = Vec::new();
    for module in &attackers[..4] {
        let failure = cancelled(module, Duration::from_millis(300)).await;
        met.push(failure.details()["phase"].as_str().map(str::to_owned));
    }
    assert_eq!(met, ["run", "instantiate", "copy-in", "post-return"].map(|phase| Some(phase.to_owned())));
}

#[tokio::test]
async fn one_token_cancels_many_calls() {
    let module = attackers(Allocation::Auto).await.remove(0);
    let token = CancelToken::new();
    let (request, options) = (Request::new("attack"), endless().with_cancel(token.clone()));
    let calls = async { tokio::join!(module.execute(&request, &options), module.execute(&request, &options)) };
    let cancels = async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        token.cancel();
    };
    let ((first, second), ()) = tokio::join!(calls, cancels);
    assert_eq!((first.unwrap_err().code(), second.unwrap_err().code()), ("sandbox.cancelled", "sandbox.cancelled"));
}

/// A call that waited too long before it came here.
#[tokio::test]
async fn a_deadline_that_is_over_already_is_kept() {
    let module = attackers(Allocation::Auto).await.remove(0);
    let Some(begun) = Instant::now().checked_sub(Duration::from_secs(1)) else { return };
    let narrow = endless().with_limits(limits().with_deadline(Duration::from_millis(500))).with_started(begun);
    let failure = module.execute(&Request::new("attack"), &narrow).await.unwrap_err();
    assert_eq!(failure.details()["phase"].as_str(), Some("instantiate"));
}
