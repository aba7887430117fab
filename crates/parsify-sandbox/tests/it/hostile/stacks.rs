//! Calls without a pool, which use the stacks of earlier ones.

use std::time::Duration;

use parsify_interface::error::TrapCause;
use parsify_interface::{CallOptions, Module, Request};
use parsify_sandbox::{Allocation, WasmModule};
use tokio::task::JoinSet;

use super::chance::Chance;
use super::leaks::{misbehaving, run};
use super::verdicts::sandbox;
use super::wat::Guest;
use crate::guests::{fresh_digest, limits};

/// More than stacks are kept.
const CALLERS: u64 = 48;

async fn load(guest: Guest) -> WasmModule {
    sandbox(Allocation::OnDemand).load_embedded(guest.build(), fresh_digest()).await.unwrap()
}

async fn overflows(recursion: &WasmModule) {
    let failure = recursion.execute(&Request::new("attack"), &CallOptions::new()).await.unwrap_err();
    assert_eq!(failure.trap_cause(), Some(TrapCause::Stack), "{failure:?}");
}

async fn dropped_in_the_middle(endless: &WasmModule, after: Duration) {
    let (request, options) = (Request::new("attack"), CallOptions::new());
    assert!(tokio::time::timeout(after, endless.execute(&request, &options)).await.is_err());
}

/// Goes deep and adds up what it left on its stack on the way.
async fn comes_back(healthy: &WasmModule, depth: u64) {
    let sum = depth * (depth + 1) / 2;
    assert_eq!(run(healthy, "recurse", depth, limits()).await.unwrap(), sum);
    assert_eq!(run(healthy, "state-leak", 0, limits()).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn more_calls_than_stacks_are_kept_do_not_meet() {
    let recursion = Guest::executing("(call $deeper) (unreachable)").items("(func $deeper (call $deeper))");
    let recursion = load(recursion).await;
    let endless = load(Guest::executing("(loop $again (br $again)) (unreachable)")).await;
    let healthy = misbehaving(Allocation::OnDemand).await;
    let mut tasks = JoinSet::new();
    for caller in 0..CALLERS {
        let (recursion, endless, healthy) = (recursion.clone(), endless.clone(), healthy.clone());
        tasks.spawn(async move {
            let mut chance = Chance::new(caller);
            // All of them hold a stack at the same time.
            dropped_in_the_middle(&endless, Duration::from_millis(60)).await;
            for _ in 0..12 {
                match chance.below(3) {
                    0 => overflows(&recursion).await,
                    1 => dropped_in_the_middle(&endless, Duration::from_micros(chance.below(4000))).await,
                    _ => comes_back(&healthy, 1 + chance.below(100)).await,
                }
            }
        });
    }
    tasks.join_all().await;
    comes_back(&healthy, 100).await;
}
