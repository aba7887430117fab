//! Prints the resident memory of a host that has loaded the JSON processor and called it once: `idle floor` with the bare
//! engine, `idle manager` with ours, `idle cached` with machine code that another process has put on disk.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a measurement reports on its standard output")]

use std::process::{Command, ExitCode};

use parsify::cache::{CacheConfig, DiskCache};
use parsify::{CallOptions, ModuleManager, Request, SandboxConfig};
use parsify_bench::floor::Floor;
use parsify_bench::{guests, process};
use parsify_sandbox::CompileChild;

/// Set in the process that fills the cache.
const FILLING: &str = "PARSIFY_BENCH_FILLING";

fn main() -> ExitCode {
    // As the command does: the compiler and its memory are elsewhere.
    CompileChild::run_if_asked();
    let words: Vec<String> = std::env::args().skip(1).collect();
    let kib = match words.first().map(String::as_str) {
        Some("floor") => floor(),
        Some("manager") => manager(SandboxConfig::new()),
        Some("cached") => cached(),
        _ => {
            eprintln!("Usage: idle (floor | manager | cached) [--number]");
            return ExitCode::from(2);
        }
    };
    let files = process::rss_of_files_kib();
    if words.iter().any(|word| word == "--number") {
        println!("{kib} {files}");
    } else {
        println!("{kib} KiB resident after one call of json-processor, {files} KiB of it files");
    }
    ExitCode::SUCCESS
}

fn floor() -> u64 {
    let floor = Floor::new(&guests::artifact("json-processor").0);
    assert!(floor.call("format", "json", "[1]") > 0);
    process::rss_kib()
}

/// Machine code from disk: a process before this one compiles it.
fn cached() -> u64 {
    let folder = std::env::temp_dir().join("parsify-bench-idle");
    let open = || DiskCache::open(CacheConfig::at(folder.join("cache"))).expect("the cache can be opened");
    if std::env::var_os(FILLING).is_none() {
        let program = std::env::current_exe().expect("this program has a path");
        let filled = Command::new(program).arg("cached").env(FILLING, "1").output().expect("it starts");
        assert!(filled.status.success(), "{filled:?}");
    }
    manager(SandboxConfig::new().with_disk_cache(open()))
}

fn manager(config: SandboxConfig) -> u64 {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    let module = guests::path("json-processor");
    let building = ModuleManager::builder().without_builtin_modules().with_sandbox(config).with_module(module).build();
    let manager = runtime.block_on(building).expect("the guest loads");
    let request = Request::new("format").with_text("json", "[1]");
    runtime.block_on(manager.execute("json-processor", request, CallOptions::new())).expect("it formats");
    process::rss_kib()
}
