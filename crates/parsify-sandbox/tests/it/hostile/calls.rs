//! Guests that misuse what the host offers, and those that trap.

use parsify_interface::ErrorKind;
use parsify_interface::error::TrapCause;

use super::row::{Row, fails, traps};
use super::wat::Guest;

pub(crate) fn rows() -> Vec<Row> {
    floods().into_iter().chain(misuse()).chain(bugs()).collect()
}

fn looping(body: &str) -> Guest {
    Guest::executing(format!("(loop $again {body} (br $again)) (unreachable)"))
}

fn floods() -> Vec<Row> {
    let limit = |name, body, code| fails(name, &looping(body), ErrorKind::Limit, code);
    let (log, calls) = ("sandbox.log", "sandbox.host-calls");
    vec![
        limit("log of empty lines", "(call $log (i32.const 2) (i32.const 64) (i32.const 0))", log),
        limit("log of long lines", "(call $log (i32.const 2) (i32.const 4096) (i32.const 60000))", log),
        limit("log below the level", "(call $log (i32.const 0) (i32.const 64) (i32.const 1))", log),
        limit("progress", "(call $progress (i64.const 1) (i64.const 0))", calls),
        limit("config", "(call $config (i32.const 256))", calls),
        limit("panicked", "(call $panicked (i32.const 4096) (i32.const 9))", calls),
        limit(
            "discover",
            "(call $discover (i32.const 64) (i32.const 4) (i32.const 64) (i32.const 4) (i32.const 256))",
            calls,
        ),
        limit("few calls", "(call $progress (i64.const 1) (i64.const 0))", calls)
            .limits(|limits| limits.with_host_calls(3)),
        fails(
            "host calls in start",
            &Guest::default().start("(loop $again (call $progress (i64.const 1) (i64.const 0)) (br $again))"),
            ErrorKind::Limit,
            calls,
        ),
        fails(
            "one log line of 50 MB",
            &Guest::executing(
                "(drop (memory.grow (i32.const 960)))
                (call $log (i32.const 2) (i32.const 0x20000) (i32.const 50000000)) (unreachable)",
            ),
            ErrorKind::Limit,
            log,
        ),
    ]
}

fn misuse() -> Vec<Row> {
    let lie = |name, guest: &Guest| traps(name, guest, TrapCause::Abi, "sandbox.abi");
    let once = |body: &str| Guest::executing(format!("{body} (unreachable)"));
    let log = "(call $log (i32.const 2) (i32.const 64) (i32.const 4))";
    vec![
        lie("log out of bounds", &once("(call $log (i32.const 2) (i32.const -9) (i32.const 4))")),
        lie("log longer than memory", &once("(call $log (i32.const 2) (i32.const 64) (i32.const -1))")),
        lie("log at an unknown level", &once("(call $log (i32.const 77) (i32.const 64) (i32.const 4))")),
        lie(
            "log that is no UTF-8",
            &once(
                "(i32.store (i32.const 2048) (i32.const -1))
            (call $log (i32.const 2) (i32.const 2048) (i32.const 4))",
            ),
        ),
        lie("config to an unaligned place", &once("(call $config (i32.const 257))")),
        lie("config out of bounds", &once("(call $config (i32.const -4))")),
        lie("log from the allocator", &Guest::default().realloc(format!("{log} (i32.const 40000)"))),
        lie("log from post-return", &Guest::default().post(log)),
        lie("an allocator that gives what is not there", &Guest::default().realloc("(i32.const -16)")),
    ]
}

fn bugs() -> Vec<Row> {
    let bug = |name, body: &str, cause| traps(name, &Guest::executing(body).items(TABLE), cause, "sandbox.trap");
    vec![
        bug("unreachable", "(unreachable)", TrapCause::Unreachable),
        bug("division by zero", "(i32.div_s (i32.const 1) (local.get $i))", TrapCause::Arithmetic),
        bug(
            "overflow",
            "(i32.div_s (i32.const 0x80000000) (i32.sub (local.get $i) (i32.const 1)))",
            TrapCause::Arithmetic,
        ),
        bug("bad conversion", "(i32.trunc_f64_s (f64.const nan))", TrapCause::Arithmetic),
        bug("load out of bounds", "(i32.load (i32.const -4))", TrapCause::OutOfBounds),
        bug(
            "fill out of bounds",
            "(memory.fill (i32.const 1) (i32.const 1) (i32.const -1)) (unreachable)",
            TrapCause::OutOfBounds,
        ),
        bug("call of null", "(call_indirect (result i32) (i32.const 0))", TrapCause::OutOfBounds),
        bug("call beyond the table", "(call_indirect (result i32) (i32.const 9))", TrapCause::OutOfBounds),
        bug("call of another type", "(call_indirect (result i32) (i32.const 1))", TrapCause::OutOfBounds),
        traps("trap in start", &Guest::default().start("(unreachable)"), TrapCause::Unreachable, "sandbox.trap"),
        traps(
            "trap in the allocator",
            &Guest::default().realloc("(unreachable)"),
            TrapCause::Unreachable,
            "sandbox.trap",
        ),
        traps("trap in post-return", &Guest::default().post("(unreachable)"), TrapCause::Unreachable, "sandbox.trap"),
        traps(
            "panic with a word",
            &Guest::executing("(call $panicked (i32.const 64) (i32.const 4)) (unreachable)"),
            TrapCause::Panic,
            "sandbox.panic",
        ),
    ]
}

const TABLE: &str = "(table 2 funcref) (func $other (param f64)) (elem (i32.const 1) $other)";
