//! Prints the resident memory of a host that has loaded the JSON processor and called it once: `idle floor` with the bare
//! engine, `idle manager` with ours.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a measurement reports on its standard output")]

use std::process::ExitCode;

use parsify::{CallOptions, ModuleManager, Request};
use parsify_bench::floor::Floor;
use parsify_bench::{guests, process};
use parsify_sandbox::CompileChild;

fn main() -> ExitCode {
    // As the command does: the compiler and its memory are elsewhere.
    CompileChild::run_if_asked();
    let words: Vec<String> = std::env::args().skip(1).collect();
    let kib = match words.first().map(String::as_str) {
        Some("floor") => floor(),
        Some("manager") => manager(),
        _ => {
            eprintln!("Usage: idle (floor | manager) [--number]");
            return ExitCode::from(2);
        }
    };
    if words.iter().any(|word| word == "--number") {
        println!("{kib}");
    } else {
        println!("{kib} KiB resident after one call of json-processor");
    }
    ExitCode::SUCCESS
}

fn floor() -> u64 {
    let floor = Floor::new(&guests::artifact("json-processor").0);
    assert!(floor.call("format", "json", "[1]") > 0);
    process::rss_kib()
}

fn manager() -> u64 {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    let module = guests::path("json-processor");
    let building = ModuleManager::builder().without_builtin_modules().with_module(module).build();
    let manager = runtime.block_on(building).expect("the guest loads");
    let request = Request::new("format").with_text("json", "[1]");
    runtime.block_on(manager.execute("json-processor", request, CallOptions::new())).expect("it formats");
    process::rss_kib()
}
