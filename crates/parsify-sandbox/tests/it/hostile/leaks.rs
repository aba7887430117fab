//! Nothing of a call is left for the next one.

use parsify_interface::{CallOptions, Failure, LimitOverrides, Module, Request, Value};
use parsify_sandbox::{Allocation, WasmModule};
use tokio::task::JoinSet;

use super::chance::Chance;
use super::verdicts::sandbox;
use super::wat::Guest;
use crate::guests::{MISBEHAVING, fresh_digest, guest, limits, options};

pub(crate) async fn misbehaving(allocation: Allocation) -> WasmModule {
    sandbox(allocation).load_embedded(guest("misbehaving"), MISBEHAVING).await.unwrap()
}

/// Calls an operation, with `count` where it is not 0, and gives its data.
pub(crate) async fn run(
    module: &WasmModule,
    operation: &str,
    count: u64,
    limits: LimitOverrides,
) -> Result<Value, Failure> {
    let mut request = Request::new(operation);
    if count > 0 {
        request = request.with_param("count", count);
    }
    module.execute(&request, &options(limits)).await.map(|execution| execution.response.data)
}

/// Every other operation that a call can end with, between the calls that look for what is left.
async fn mix(module: WasmModule, seed: u64, calls: u64) {
    let mut chance = Chance::new(seed);
    let narrow = limits().with_memory(32 << 20);
    for _ in 0..calls {
        let (operation, count) = [
            ("state-leak", 0),
            ("fill-memory", 3_000_000),
            ("panic", 0),
            ("flood-log", 20),
            ("fail", 0),
            ("give-bytes", 1_000_000),
        ][chance.below(6) as usize];
        let given = run(&module, operation, count, narrow).await;
        if operation == "state-leak" {
            assert_eq!(given.unwrap(), 1);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_call_sees_the_state_of_another() {
    let module = misbehaving(Allocation::Auto).await;
    let callers: JoinSet<_> = (0..8).map(|caller| mix(module.clone(), caller, 250)).collect();
    callers.join_all().await;
    for _ in 0..100 {
        assert_eq!(run(&module, "state-leak", 0, limits()).await.unwrap(), 1);
    }
}

/// Looks at every word of its memory beyond its own data, answers with the number of those that are not zero, and leaves
/// a canary in each, in a larger memory than it began with.
fn poisoner() -> Vec<u8> {
    Guest::executing(
        "(drop (memory.grow (i32.const 60)))
        (local.set $i (i32.const 0x10000))
        (loop $next
            (if (i32.load (local.get $i)) (then (local.set $j (i32.const 1))))
            (i32.store (local.get $i) (i32.const 0xcafebabe))
            (local.set $i (i32.add (local.get $i) (i32.const 4)))
            (br_if $next (i32.lt_u (local.get $i) (i32.shl (memory.size) (i32.const 16)))))
        (i32.store8 (i32.const 64) (i32.add (i32.const 48) (local.get $j)))
        (i32.store (i32.const 1040) (i32.const 1))
        (table.set $t (i32.const 3) (ref.func $f))
        (if (i32.eqz (ref.is_null (table.get $t (i32.const 2)))) (then (unreachable)))
        (table.set $t (i32.const 2) (ref.func $f))
        (if (i32.ne (global.get $g) (i32.const 7)) (then (unreachable)))
        (global.set $g (i32.const 8))
        (i32.const 1024)",
    )
    .items("(table $t 4 funcref) (func $f) (elem declare func $f) (global $g (mut i32) (i32.const 7))")
    .build()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn new_memories_tables_and_globals_are_as_declared() {
    for allocation in [Allocation::Auto, Allocation::OnDemand] {
        let module = sandbox(allocation).load_embedded(poisoner(), fresh_digest()).await.unwrap();
        let looks = |_| {
            let module = module.clone();
            async move {
                for _ in 0..20 {
                    let execution = module.execute(&Request::new("attack"), &CallOptions::new()).await.unwrap();
                    assert_eq!(execution.response.data, 0);
                }
            }
        };
        (0..4).map(looks).collect::<JoinSet<_>>().join_all().await;
    }
}
