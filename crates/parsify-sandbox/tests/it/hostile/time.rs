//! Guests that never end, or end their stack.

use parsify_interface::Phase;
use parsify_interface::error::TrapCause;

use super::row::{Row, times_out, traps};
use super::wat::Guest;

const ENDLESS: &str = "(loop $again (br $again)) (unreachable)";
const STACK: &str = "sandbox.stack";

pub(crate) fn rows() -> Vec<Row> {
    let nothing = Guest::default();
    vec![
        times_out("loop", &Guest::executing(ENDLESS), Phase::Run),
        times_out("loop of calls", &calls(), Phase::Run),
        times_out("loop of branches", &branches(), Phase::Run),
        times_out("loop in start", &nothing.clone().start(ENDLESS), Phase::Instantiate),
        times_out("loop in the allocator", &nothing.clone().realloc(ENDLESS), Phase::CopyIn),
        times_out("loop in post-return", &nothing.clone().post(ENDLESS), Phase::PostReturn),
        times_out("loop of memory.fill", &bulk("(memory.fill (i32.const 0) (i32.const 1)"), Phase::Run),
        times_out("loop of memory.copy", &bulk("(memory.copy (i32.const 0) (i32.const 1)"), Phase::Run),
        times_out("loop of memory.init", &bulk_init(), Phase::Run),
        times_out("memory.fill in the allocator", &bulk_allocator(), Phase::CopyIn),
        traps("recursion", &recursion(), TrapCause::Stack, STACK),
        traps("mutual recursion", &mutual(), TrapCause::Stack, STACK),
        traps("recursion in start", &recursion_in(Guest::start), TrapCause::Stack, STACK),
        traps("recursion in the allocator", &recursion_in(Guest::realloc), TrapCause::Stack, STACK),
        traps("recursion in post-return", &recursion_in(Guest::post), TrapCause::Stack, STACK),
        traps("frames of many locals", &wide(), TrapCause::Stack, STACK),
    ]
}

fn calls() -> Guest {
    Guest::executing("(loop $again (call $nothing) (br $again)) (unreachable)").items("(func $nothing)")
}

fn branches() -> Guest {
    Guest::executing(
        "(loop $again (block $out (br_table $again $out (i32.and (local.get $i) (i32.const 1))))
            (local.set $i (i32.add (local.get $i) (i32.const 1))) (br $again)) (unreachable)",
    )
}

/// Over 60 MiB, so that one instruction takes long.
const LENGTH: u32 = 60 << 20;

fn bulk(instruction: &str) -> Guest {
    Guest::executing(format!("{GROW} (loop $again {instruction} (i32.const {LENGTH})) (br $again)) (unreachable)"))
}

/// A segment longer than the guest can copy without a look at the epoch.
fn bulk_init() -> Guest {
    let length = 1 << 20;
    Guest::executing(format!(
        "{GROW} (loop $again
            (memory.init $long (i32.const 65536) (i32.const 0) (i32.const {length})) (br $again)) (unreachable)"
    ))
    .items(format!("(data $long \"{}\")", "x".repeat(length)))
}

const GROW: &str = "(drop (memory.grow (i32.const 960)))";

fn bulk_allocator() -> Guest {
    Guest::default().realloc(format!(
        "{GROW} (loop $again (memory.fill (i32.const 0) (i32.const 1) (i32.const {LENGTH})) (br $again)) (unreachable)"
    ))
}

const DEEPER: &str = "(func $deeper (param i32) (result i32)
    (i32.add (call $deeper (i32.add (local.get 0) (i32.const 1))) (local.get 0)))";

fn recursion() -> Guest {
    Guest::executing("(call $deeper (i32.const 1))").items(DEEPER)
}

fn recursion_in(place: fn(Guest, &'static str) -> Guest) -> Guest {
    place(Guest::default(), "(drop (call $deeper (i32.const 1))) (unreachable)").items(DEEPER)
}

fn mutual() -> Guest {
    Guest::executing("(call $first (i32.const 1))").items(
        "(table 2 funcref) (elem (i32.const 0) $first $second) (type $step (func (param i32) (result i32)))
        (func $first (type $step)
            (i32.add (call_indirect (type $step) (local.get 0) (i32.const 1)) (i32.const 1)))
        (func $second (type $step)
            (i32.add (call_indirect (type $step) (local.get 0) (i32.const 0)) (i32.const 1)))",
    )
}

fn wide() -> Guest {
    let set: String = (1..2000).map(|local| format!("(local.set {local} (i64.load (local.get 0)))")).collect();
    let sum: String = (1..2000).map(|local| format!("(local.get {local}) (i64.add)")).collect();
    Guest::executing("(drop (call $wide (i32.const 0))) (unreachable)").items(format!(
        "(func $wide (param i32) (result i64) (local {}) {set} (call $wide (local.get 0)) {sum})",
        "i64 ".repeat(2000)
    ))
}
