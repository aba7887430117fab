//! How fast the JSON operations are, natively and in the sandbox, beside serde_json.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use parsify::json_operations::{FormatOptions, MinifyOptions, ValidateOptions, format, minify, validate};
use parsify::{CallOptions, ModuleManager, Request};
use parsify_bench::{inputs, ratios};
use serde_json::Value;

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    let manager = runtime.block_on(ModuleManager::builder().build()).expect("it builds");
    let text = inputs::json(1 << 20);

    let native = |operation: &str| match operation {
        "format" => format(&text, &FormatOptions::default()).map_or(0, |text| text.len()),
        "minify" => minify(&text, &MinifyOptions::default()).map_or(0, |text| text.len()),
        _ => usize::from(validate(&text, &ValidateOptions::default()).valid),
    };
    let peer = |operation: &str| match operation {
        "format" => parsed(&text, serde_json::to_string_pretty).len(),
        "minify" => parsed(&text, serde_json::to_string).len(),
        _ => usize::from(serde_json::from_str::<Ignored>(&text).is_ok()),
    };
    for operation in ["format", "minify", "validate"] {
        let mut group = criterion.benchmark_group(format!("json {operation}"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::new("floor: native", "1 MB"), |bencher| {
            bencher.iter(|| black_box(native(operation)));
        });
        group.bench_function(BenchmarkId::new("serde_json, native", "1 MB"), |bencher| {
            bencher.iter(|| black_box(peer(operation)));
        });
        let request = Request::new(operation).with_text("json", text.as_str());
        group.bench_function(BenchmarkId::new("sandboxed", "1 MB"), |bencher| {
            bencher.to_async(&runtime).iter(async || {
                let call = manager.execute("json-processor", request.clone(), CallOptions::new());
                call.await.expect("the document is good")
            });
        });
        group.finish();
    }
    criterion.final_summary();
    ratios::print("json");
}

type Ignored = serde::de::IgnoredAny;

fn parsed(text: &str, print: fn(&Value) -> serde_json::Result<String>) -> String {
    let value: Value = serde_json::from_str(text).expect("the document is good");
    print(&value).expect("a value can be written")
}
