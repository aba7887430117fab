//! What a call costs: an operation that gives back what it gets, through the bare engine, the sandbox and the manager.

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use parsify::{CallOptions, LimitOverrides, Module as _, ModuleManager, Request, Source};
use parsify_bench::floor::Floor;
use parsify_bench::{guests, ratios};
use parsify_sandbox::{Sandbox, SandboxConfig};
use parsify_testkit::GuestText;

const SIZES: [(&str, usize); 4] = [("10 B", 10), ("1 KB", 1 << 10), ("100 KB", 100 << 10), ("1 MB", 1 << 20)];

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    let (bytes, digest) = guests::artifact("misbehaving");
    let floor = Floor::new(&bytes);
    let sandbox = Sandbox::new(SandboxConfig::new()).expect("the engine works here");
    let module = runtime.block_on(sandbox.load(bytes, digest)).expect("the guest loads");
    let builder = ModuleManager::builder().with_module(guests::path("misbehaving"));
    let manager = runtime.block_on(builder.build()).expect("the guest loads");

    let mut group = criterion.benchmark_group("calls");
    for (name, size) in SIZES {
        let text = "x".repeat(size);
        let request = Request::new("echo").with_text("text", text.as_str());
        let options = CallOptions::new();
        group.throughput(Throughput::Bytes(size as u64));
        group.bench_function(BenchmarkId::new("floor: bare wasmtime", name), |bencher| {
            bencher.iter(|| floor.call("echo", "text", &text));
        });
        group.bench_function(BenchmarkId::new("sandbox", name), |bencher| {
            bencher.to_async(&runtime).iter(async || module.execute(&request, &options).await.expect("it echoes"));
        });
        group.bench_function(BenchmarkId::new("manager", name), |bencher| {
            bencher.to_async(&runtime).iter(async || {
                manager.execute("misbehaving", request.clone(), options.clone()).await.expect("it echoes")
            });
        });
    }
    group.finish();

    nested(&mut criterion, &runtime);

    // How long after its deadline an endless loop ends: all above the timer's own time is overshoot.
    let deadline = Duration::from_millis(20);
    let (spin, narrow) = (Request::new("spin"), LimitOverrides::default().with_deadline(deadline));
    let narrow = CallOptions::new().with_limits(narrow);
    let mut group = criterion.benchmark_group("calls, endless");
    group.sample_size(50);
    group.bench_function(BenchmarkId::new("floor: timer", "20 ms"), |bencher| {
        bencher.to_async(&runtime).iter(async || tokio::time::sleep(deadline).await);
    });
    group.bench_function(BenchmarkId::new("sandbox", "20 ms"), |bencher| {
        bencher.to_async(&runtime).iter(async || module.execute(&spin, &narrow).await.expect_err("it never ends"));
    });
    group.finish();
    criterion.final_summary();
    ratios::print("calls");
}

/// What it costs when a module calls another one: a chain of guests, each of which hands a text on to the next.
fn nested(criterion: &mut Criterion, runtime: &tokio::runtime::Runtime) {
    let ids = ["m0", "m1", "m2", "m3", "m4"];
    let mut chain = GuestText::chain(&ids);
    let last = chain.pop().expect("there are five").echoing();
    chain.push(last);
    let builder = ModuleManager::builder().without_builtin_modules();
    let builder = chain.iter().fold(builder, |builder, guest| {
        builder.with_module(Source::bytes(guest.descriptor().id.as_str(), guest.build()))
    });
    let manager = runtime.block_on(builder.build()).expect("the guests load");
    let mut group = criterion.benchmark_group("calls of modules by modules");
    let request = Request::new("run").with_text("", "x".repeat(1 << 10));
    for (first, inner) in [("m4", "floor: no inner call"), ("m3", "1 inner call"), ("m2", "2"), ("m0", "4")] {
        group.bench_function(BenchmarkId::new(inner, "1 KB"), |bencher| {
            bencher.to_async(runtime).iter(async || {
                manager.execute(first, request.clone(), CallOptions::new()).await.expect("it is handed through")
            });
        });
    }
    group.finish();
}
