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
use parsify_interface::Digest;
use parsify_loader::{Loader, Source};
use parsify_sandbox::{Allocation, Sandbox};
use parsify_testkit::GuestText;
use wasmtime::Engine;
use wasmtime::component::Component;

/// Functions of 1.4 KB: a component of 8 MB.
const LARGE: usize = 5800;

fn main() {
    let (bytes, digest) = guests::artifact("json-processor");
    start("json-processor", "format", &bytes, digest);
    let bytes = GuestText::new("large").with_functions(LARGE).build();
    let loaded = Loader::new().load(&Source::bytes("large", bytes)).expect("it is a component");
    start("large", "run", loaded.bytes(), *loaded.digest());
}

/// From machine code on disk to the first result, in all ways.
fn start(id: &str, operation: &str, bytes: &[u8], digest: Digest) {
    let request = Request::new(operation).with_text("json", "[1]");
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    let place = folder.path().join("cache");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    let options = CallOptions::new();

    let config = || SandboxConfig::new().with_disk_cache(open(&place));
    runtime.block_on(Sandbox::new(config()).expect("it sets up").load_embedded(bytes.to_vec(), digest)).expect("loads");
    let code = folder.path().join("bare");
    let serialised = floor::compile(&floor::engine(), bytes).serialize().expect("it serialises");
    std::fs::write(&code, &serialised).expect("there is room");
    println!("\n{id}: component of {} KiB, machine code of {} KiB", bytes.len() >> 10, serialised.len() >> 10);

    // Engine, read, deserialize, link, first call.
    let bare = |engine: Engine| {
        let code = std::fs::read(&code).expect("it was written");
        // SAFETY: the file was written above by this process from what an engine of the same configuration serialised, into
        // a folder of its own.
        let component = unsafe { Component::deserialize(&engine, code) }.expect("it loads");
        let _ = floor::Floor::of(engine, &component).call(operation, "json", "[1]");
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
                module.execute(&request, &options).await.expect("it answers");
            });
        })
        .with("sandbox, disk cache, first call", || {
            runtime.block_on(async {
                let sandbox = Sandbox::new(config()).expect("it sets up");
                let module = sandbox.stored(digest).await.expect("it is on disk");
                module.execute(&request, &options).await.expect("it answers");
            });
        });
    let managed = || {
        runtime.block_on(async {
            let manager = ModuleManager::builder().with_sandbox(config()).build().await.expect("it builds");
            manager.execute(id, request.clone(), options.clone()).await.expect("it answers");
        });
    };
    // The manager knows what is part of the program; anything else it has to describe first.
    let rounds = if id == "json-processor" { rounds.with("manager, disk cache, first call", managed) } else { rounds };
    rounds.run(&format!("warm start, {id}"), 25, Duration::from_millis(30));
}

fn open(place: &Path) -> DiskCache {
    DiskCache::open(CacheConfig::at(place)).expect("the cache opens")
}
