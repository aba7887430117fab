//! A module that breaks every promise a module can break, one operation each. For tests of the host only.
#![forbid(unsafe_code)]

use parsify_guest::{
    Context, Data, Document, DocumentSpec, ErrorKind, Failure, JsonSchema, Level, NoParams, Operation, Operations,
    Text, Value, module_info, schemars,
};
use serde::Deserialize;

/// Options of the operations that do something a number of times.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// How often, or how many bytes.
    count: u64,
}

fn spin(_: (), _: NoParams, _: &dyn Context) -> Result<Data<u64>, Failure> {
    let mut state = 1_u64;
    loop {
        state = std::hint::black_box(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
    }
}

fn eat_memory(_: (), _: NoParams, _: &dyn Context) -> Result<Data<usize>, Failure> {
    let mut hoard = Vec::new();
    loop {
        hoard.push(std::hint::black_box(vec![1_u8; 1 << 16]));
    }
}

fn give_bytes(_: (), options: Count, _: &dyn Context) -> Result<Document, Failure> {
    Ok(Document::text("text", "x".repeat(options.count as usize)))
}

fn give_documents(_: (), options: Count, _: &dyn Context) -> Result<parsify_guest::Response, Failure> {
    let documents = vec![Document::text("", ""); options.count as usize];
    Ok(parsify_guest::Response { documents, ..Default::default() })
}

fn panic(_: (), _: NoParams, _: &dyn Context) -> Result<Data<u64>, Failure> {
    panic!("as I was told")
}

fn abort(_: (), _: NoParams, _: &dyn Context) -> Result<Data<u64>, Failure> {
    // Not a panic: nothing is said before the trap.
    std::process::abort()
}

fn recurse(_: (), options: Count, _: &dyn Context) -> Result<Data<u64>, Failure> {
    fn deeper(left: u64) -> u64 {
        let room = std::hint::black_box([left; 32]);
        if left == 0 { room[0] } else { deeper(left - 1).wrapping_add(room[31]) }
    }
    Ok(Data(deeper(options.count)))
}

fn flood_log(_: (), options: Count, context: &dyn Context) -> Result<Data<u64>, Failure> {
    (0..options.count).for_each(|line| context.log(Level::Info, &format!("line {line}\u{1b}[31m\n")));
    Ok(Data(options.count))
}

fn echo(text: Text, _: NoParams, _: &dyn Context) -> Result<Document, Failure> {
    Ok(Document::text("text", text.into_string()))
}

fn show_config(_: (), _: NoParams, context: &dyn Context) -> Result<Data<Value>, Failure> {
    Ok(Data(context.config()))
}

fn call(_: (), _: NoParams, context: &dyn Context) -> Result<Data<Vec<String>>, Failure> {
    let found = context.discover("format", "json");
    context.call("json-processor", parsify_guest::Request::new("format"))?;
    Ok(Data(found))
}

fn fail(_: (), _: NoParams, _: &dyn Context) -> Result<Data<u64>, Failure> {
    Err(Failure::new(ErrorKind::Input, "misbehaving.no", "no").with_detail("answer", 42_u64).with_hint("ask nicely"))
}

fn nothing(operation: Operation) -> Operation {
    operation.idempotent()
}

/// The module.
#[must_use]
pub fn module() -> Operations {
    Operations::new(module_info!(category: "test"))
        .with("spin", "Never ends", spin, nothing)
        .with("eat-memory", "Takes memory until it gets no more", eat_memory, nothing)
        .with("give-bytes", "Gives a document of that size", give_bytes, nothing)
        .with("give-documents", "Gives that many documents", give_documents, nothing)
        .with("panic", "Panics", panic, nothing)
        .with("abort", "Aborts without a word", abort, nothing)
        .with("recurse", "Calls itself that often", recurse, nothing)
        .with("flood-log", "Logs that many lines", flood_log, nothing)
        .with("echo", "Gives back what it gets", echo, |operation| {
            operation.with_document(DocumentSpec::new("text", "", "Any text")).idempotent()
        })
        .with("show-config", "Gives back its configuration", show_config, nothing)
        .with("call", "Calls another module", call, nothing)
        .with("fail", "Fails as a module may", fail, nothing)
}

parsify_guest::export_module!(module());
