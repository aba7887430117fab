//! A new process with the machine code on disk: from nothing to the first result, beside a bare `deserialize` of the very
//! same code.
#![expect(clippy::print_stdout, reason = "a benchmark reports on its standard output")]
#![expect(unsafe_code, reason = "the floor loads machine code that was serialised a moment ago by the same engine")]

use std::path::Path;
use std::time::Duration;

use parsify::cache::{CacheConfig, DiskCache};
use parsify::{CallOptions, Module as _, ModuleManager, Request, SandboxConfig};
use parsify_bench::rounds::{Clock, Rounds};
use parsify_bench::{floor, guests};
use parsify_sandbox::{Allocation, Sandbox};
use wasmtime::Engine;
use wasmtime::component::Component;

fn main() {
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    let place = folder.path().join("cache");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    let (bytes, digest) = guests::artifact("json-processor");
    let request = Request::new("format").with_text("json", "[1]");
    let options = CallOptions::new();

    let config = || SandboxConfig::new().with_disk_cache(open(&place));
    runtime.block_on(Sandbox::new(config()).expect("it sets up").load_embedded(bytes.clone(), digest)).expect("loads");
    let code = folder.path().join("bare");
    let serialised = floor::compile(&floor::engine(), &bytes).serialize().expect("it serialises");
    std::fs::write(&code, &serialised).expect("there is room");
    println!("machine code of json-processor: {} KiB", serialised.len() >> 10);

    // Engine, read, deserialize, link, first call.
    let bare = |engine: Engine| {
        let code = std::fs::read(&code).expect("it was written");
        // SAFETY: the file was written above by this process from what an engine of the same configuration serialised, into
        // a folder of its own.
        let component = unsafe { Component::deserialize(&engine, code) }.expect("it loads");
        let _ = floor::Floor::of(engine, &component).call("format", "json", "[1]");
    };
    let rounds = Rounds::new()
        .by(Clock::Process)
        .with("floor: bare, on demand", || bare(floor::engine_on_demand()))
        .with("floor: bare, pooling", || bare(floor::engine()))
        .with("floor: engine alone, pooling", || drop(floor::engine()))
        .with("sandbox, disk cache, on demand, first call", || {
            runtime.block_on(async {
                let config = config().with_allocation(Allocation::OnDemand);
                let sandbox = Sandbox::new(config).expect("it sets up");
                let module = sandbox.stored(digest).await.expect("it is on disk");
                module.execute(&request, &options).await.expect("it formats");
            });
        })
        .with("sandbox, disk cache, first call", || {
            runtime.block_on(async {
                let sandbox = Sandbox::new(config()).expect("it sets up");
                let module = sandbox.stored(digest).await.expect("it is on disk");
                module.execute(&request, &options).await.expect("it formats");
            });
        })
        .with("manager, disk cache, first call", || {
            runtime.block_on(async {
                let manager = ModuleManager::builder().with_sandbox(config()).build().await.expect("it builds");
                let call = manager.execute("json-processor", request.clone(), options.clone());
                call.await.expect("it formats");
            });
        });
    rounds.run("warm start, json-processor", 15, Duration::from_millis(60));
}

fn open(place: &Path) -> DiskCache {
    DiskCache::open(CacheConfig::at(place)).expect("the cache opens")
}
