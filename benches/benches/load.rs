//! What the first call of a module costs: from bytes to a module that can be called, beside the bare compilation.

use std::time::Duration;

use criterion::{BatchSize, BenchmarkId, Criterion};
use parsify::{CallOptions, ModuleManager, Request};
use parsify_bench::{floor, guests, ratios};
use parsify_sandbox::{Sandbox, SandboxConfig};

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(5))
        .configure_from_args();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    let mut group = criterion.benchmark_group("cold load");
    for name in ["text-tools", "json-processor"] {
        let (bytes, digest) = guests::artifact(name);
        let engine = floor::engine();
        group.bench_function(BenchmarkId::new("floor: bare compilation", name), |bencher| {
            bencher.iter(|| floor::compile(&engine, &bytes));
        });
        group.bench_function(BenchmarkId::new("sandbox", name), |bencher| {
            bencher.iter_batched(
                || (Sandbox::new(SandboxConfig::new()).expect("the engine works here"), bytes.clone()),
                |(sandbox, bytes)| runtime.block_on(sandbox.load(bytes, digest)).expect("the guest loads"),
                BatchSize::PerIteration,
            );
        });
    }
    group.bench_function(BenchmarkId::new("manager with first call", "json-processor"), |bencher| {
        bencher.to_async(&runtime).iter(async || {
            let manager = ModuleManager::builder().build().await.expect("it builds");
            let request = Request::new("format").with_text("json", "[1]");
            manager.execute("json-processor", request, CallOptions::new()).await.expect("it formats")
        });
    });
    group.finish();
    criterion.final_summary();
    ratios::print("cold load");
}
