//! A module that breaks every promise a module can break, one operation each. For tests of the host only.
#![forbid(unsafe_code)]

use std::sync::atomic::{AtomicU64, Ordering};

use parsify_guest::{
    Context, Data, Document, DocumentSpec, ErrorKind, Failure, JsonSchema, Level, NoParams, Operation, Operations,
    Response, Text, Value, module_info, schemars,
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

fn give_documents(_: (), options: Count, _: &dyn Context) -> Result<Response, Failure> {
    let documents = vec![Document::text("", ""); options.count as usize];
    Ok(Response { documents, ..Default::default() })
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

fn flood_progress(_: (), options: Count, context: &dyn Context) -> Result<Data<u64>, Failure> {
    (0..options.count).for_each(|done| context.progress(done, 0));
    Ok(Data(options.count))
}

fn report_progress(_: (), options: Count, context: &dyn Context) -> Result<Data<u64>, Failure> {
    (1..=options.count).for_each(|done| context.progress(done, options.count));
    Ok(Data(options.count))
}

fn flood_config(_: (), options: Count, context: &dyn Context) -> Result<Data<u64>, Failure> {
    (0..options.count).for_each(|_| drop(context.config()));
    Ok(Data(options.count))
}

fn fill_memory(_: (), options: Count, _: &dyn Context) -> Result<Data<usize>, Failure> {
    // Ones, not zeros: memory that is zero anyway would not be touched.
    let filled = std::hint::black_box(vec![1_u8; options.count as usize]);
    Ok(Data(filled.len()))
}

fn state_leak(_: (), _: NoParams, _: &dyn Context) -> Result<Data<u64>, Failure> {
    static CALLS: AtomicU64 = AtomicU64::new(0);
    Ok(Data(CALLS.fetch_add(1, Ordering::Relaxed) + 1))
}

fn slow(_: (), options: Count, _: &dyn Context) -> Result<Data<u64>, Failure> {
    for turn in 0..options.count.saturating_mul(1_000_000) {
        std::hint::black_box(turn);
    }
    Ok(Data(options.count))
}

fn log_lines(_: (), _: NoParams, context: &dyn Context) -> Result<Data<u64>, Failure> {
    context.log(Level::Trace, "a bell \u{7}, a tab \t, a nul \0");
    context.log(Level::Debug, "two\r\nlines");
    context.log(Level::Info, "red \u{1b}[31mletters\u{1b}[0m and a title \u{1b}]0;mine\u{7}");
    context.log(Level::Warn, "backwards \u{202e}txt.exe\u{202c}, without width \u{200b}\u{feff}");
    context.log(Level::Error, "a separator \u{2028}, wide 漢字, joined 👩\u{200d}🚀, the last \u{10ffff}");
    Ok(Data(5))
}

fn huge_warning(_: (), options: Count, _: &dyn Context) -> Result<Response, Failure> {
    Ok(Response { warnings: vec!["w".repeat(options.count as usize)], ..Default::default() })
}

fn deep_data(_: (), options: Count, _: &dyn Context) -> Result<Data<Value>, Failure> {
    Ok(Data((0..options.count).fold(Value::Null, |inner, _| Value::Array(vec![inner]))))
}

fn echo(text: Text, _: NoParams, _: &dyn Context) -> Result<Document, Failure> {
    Ok(Document::text("text", text.into_string()))
}

fn fragile(text: Text, _: NoParams, _: &dyn Context) -> Result<Document, Failure> {
    let text = text.into_string();
    assert!(text != "panic", "as I was told");
    Ok(Document::text("text", text))
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
        .with("flood-progress", "Reports progress that often, the total unknown", flood_progress, nothing)
        .with("report-progress", "Reports progress that often, the total known", report_progress, nothing)
        .with("flood-config", "Asks for its configuration that often", flood_config, nothing)
        .with("fill-memory", "Touches that many bytes at once, gives them back, and answers", fill_memory, nothing)
        .with("state-leak", "Counts its calls in a static: 1 in a new instance", state_leak, nothing)
        .with("slow", "Turns that many million times in a loop, then answers", slow, nothing)
        .with("log-lines", "Logs one line of each level, with odd characters", log_lines, nothing)
        .with("huge-warning", "Gives a warning of that many bytes", huge_warning, nothing)
        .with("deep-data", "Gives data nested that deep; beyond some thousand its stack ends first", deep_data, nothing)
        .with("echo", "Gives back what it gets", echo, |operation| {
            operation.with_document(DocumentSpec::new("text", "", "Any text")).idempotent()
        })
        .with(
            "fragile",
            "Gives back what it gets, but panics at the word panic; its twin may answer",
            fragile,
            |operation| {
                let operation = operation.with_document(DocumentSpec::new("text", "", "Any text"));
                operation.idempotent().with_native_twin().total()
            },
        )
        .with("show-config", "Gives back its configuration", show_config, nothing)
        .with("call", "Calls another module", call, nothing)
        .with("fail", "Fails as a module may", fail, nothing)
}

parsify_guest::export_module!(module());

#[cfg(test)]
mod tests {
    use parsify_guest::{Processor, Request, Silent};

    use super::*;

    fn run(operation: &str, count: u64) -> Response {
        module().execute(Request::new(operation).with_param("count", count), &Silent).unwrap()
    }

    #[test]
    fn what_answers_says_what_it_did() {
        for operation in ["flood-progress", "report-progress", "flood-config", "fill-memory", "slow"] {
            assert_eq!(run(operation, 3).data, 3, "{operation}");
        }
        assert_eq!(module().execute(Request::new("log-lines"), &Silent).unwrap().data, 5);
    }

    #[test]
    fn state_stays_where_nothing_isolates() {
        let call = || module().execute(Request::new("state-leak"), &Silent).unwrap().data;
        assert_eq!((call(), call()), (1.into(), 2.into()));
    }

    #[test]
    fn answers_are_as_large_and_deep_as_asked_for() {
        assert_eq!(run("huge-warning", 70_000).warnings[0].len(), 70_000);
        assert_eq!(run("deep-data", 3).data.to_string(), "[[[null]]]");
    }

    #[test]
    fn it_keeps_the_promises_of_a_descriptor() {
        module().describe().validate().unwrap();
    }
}
