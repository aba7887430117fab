//! The bodies of `execute`, in WebAssembly text. Each leaves the address of a `result<response, failure>`.

use std::fmt;

use super::core_module::Place;
use super::layout::{ANSWER, DATA, DOCUMENT, DOCUMENTS, PAYLOAD};

const OPERATION: &str = "(local.get $operation) (local.get $operation-length)";
const ALL_DOCUMENTS: &str = "(local.get $documents) (local.get $documents-count)";
const PARAMS: &str = "(local.get $params) (local.get $params-length)";

pub(super) fn constant(answer: Place) -> String {
    format!("(i32.const {})", answer.address)
}

pub(super) fn echo(data: Place) -> String {
    format!(
        "{}
        (i32.store offset={DOCUMENTS} (local.get $answer) (local.get $documents))
        (i32.store offset={} (local.get $answer) (local.get $documents-count))
        {}
        (local.get $answer)",
        fresh("$answer", 4, ANSWER),
        DOCUMENTS + 4,
        store_data(format_args!("(i32.const {})", data.address), format_args!("(i32.const {})", data.length)),
    )
}

/// One call after the other, and that as often as wanted; what an answer took is free again before the next one.
pub(super) fn relay(callees: &[Place], times: u32) -> String {
    let calls: String = callees
        .iter()
        .map(|callee| {
            format!(
                "(global.set $top (local.get $mark))
                {}
                (br_if $done (i32.load8_u (local.get $answer)))",
                call(callee, ALL_DOCUMENTS),
            )
        })
        .collect();
    format!(
        "{}
        (local.set $mark (global.get $top))
        (block $done (loop $again
            {calls}
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $again (i32.lt_u (local.get $i) (i32.const {times})))))
        (local.get $answer)",
        fresh("$answer", 4, ANSWER),
    )
}

pub(super) fn along_documents(otherwise: Place) -> String {
    let first = format!(
        "(i32.load offset={PAYLOAD} (local.get $documents)) (i32.load offset={} (local.get $documents))",
        PAYLOAD + 4
    );
    let rest = format!(
        "(i32.add (local.get $documents) (i32.const {DOCUMENT})) (i32.sub (local.get $documents-count) (i32.const 1))"
    );
    unless_none("$documents-count", otherwise, &call(&first, &rest))
}

pub(super) fn call_discovered(subject: [Place; 2], otherwise: Place) -> String {
    let first = "(i32.load (i32.load (local.get $list))) (i32.load offset=4 (i32.load (local.get $list)))";
    format!(
        "{}
        (local.set $i (i32.load offset=4 (local.get $list)))
        {}",
        list(subject),
        unless_none("$i", otherwise, &call(&first, ALL_DOCUMENTS)),
    )
}

/// The ids become a JSON list; they hold nothing that would have to be escaped.
pub(super) fn discover(subject: [Place; 2], [open, quote, comma, close]: [Place; 4]) -> String {
    format!(
        "{list}
        {answer}
        (local.set $mark (global.get $top))
        (call $append {open})
        (block $done (loop $again
            (br_if $done (i32.eq (local.get $i) (i32.load offset=4 (local.get $list))))
            (if (local.get $i) (then (call $append {comma})))
            (call $append {quote})
            (call $append (i32.load {item}) (i32.load offset=4 {item}))
            (call $append {quote})
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br $again)))
        (call $append {close})
        {data}
        (local.get $answer)",
        list = list(subject),
        answer = fresh("$answer", 4, ANSWER),
        item = "(i32.add (i32.load (local.get $list)) (i32.mul (local.get $i) (i32.const 8)))",
        data = store_data(
            format_args!("(local.get $mark)"),
            format_args!("(i32.sub (global.get $top) (local.get $mark))")
        ),
    )
}

fn unless_none(count: &str, otherwise: Place, call: &str) -> String {
    format!(
        "(if (result i32) (i32.eqz (local.get {count}))
            (then (i32.const {}))
            (else {} {call} (local.get $answer)))",
        otherwise.address,
        fresh("$answer", 4, ANSWER),
    )
}

/// The ids that were found: address and number, at `$list`.
fn list([operation, subject]: [Place; 2]) -> String {
    format!("{} (call $discover {operation} {subject} (local.get $list))", fresh("$list", 4, 8))
}

fn call(module: &impl fmt::Display, documents: &str) -> String {
    format!("(call $call {module} {OPERATION} {documents} {PARAMS} (local.get $answer))")
}

fn fresh(local: &str, align: usize, size: usize) -> String {
    format!("(local.set {local} (call $realloc (i32.const 0) (i32.const 0) (i32.const {align}) (i32.const {size})))")
}

fn store_data(address: fmt::Arguments<'_>, length: fmt::Arguments<'_>) -> String {
    format!(
        "(i32.store offset={DATA} (local.get $answer) {address})
        (i32.store offset={} (local.get $answer) {length})",
        DATA + 4
    )
}
