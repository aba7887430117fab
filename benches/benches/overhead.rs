//! What the sandbox and the manager add to the bare engine, call for call, measured in turn.
#![expect(clippy::print_stdout, reason = "a benchmark reports on its standard output")]

use std::time::Duration;

use parsify::{CallOptions, Module as _, ModuleManager, Request};
use parsify_bench::floor::Floor;
use parsify_bench::guests;
use parsify_bench::rounds::Rounds;
use parsify_sandbox::{Allocation, Reuse, Sandbox, SandboxConfig};

const SIZES: [(&str, usize); 5] =
    [("10 B", 10), ("1 KB", 1 << 10), ("100 KB", 100 << 10), ("1 MB", 1 << 20), ("10 MB", 10 << 20)];

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    let (bytes, digest) = guests::artifact("echo");
    let floor = Floor::new(&bytes);
    let load = |config| {
        let sandbox = Sandbox::new(config).expect("the engine works here");
        let module = runtime.block_on(sandbox.load(bytes.clone(), digest)).expect("the guest loads");
        (sandbox, module)
    };
    let (sandbox, module) = load(SandboxConfig::new());
    let (_, on_demand) = load(SandboxConfig::new().with_allocation(Allocation::OnDemand));
    let warm = module.reusing(Reuse::default().with_uses(u32::MAX));
    let builder = ModuleManager::builder().with_module(guests::path("echo"));
    let manager = runtime.block_on(builder.build()).expect("the guest loads");
    let reusing = ModuleManager::builder()
        .with_module(guests::path("echo"))
        .with_reuse("echo", Reuse::default().with_uses(u32::MAX));
    let reusing = runtime.block_on(reusing.build()).expect("the guest loads");
    println!("{}", sandbox.machine());

    let options = CallOptions::new();
    for (name, size) in SIZES {
        let text = "x".repeat(size);
        let request = Request::new("echo").with_text("text", text.as_str());
        let execute = |module: &parsify_sandbox::WasmModule| {
            runtime.block_on(module.execute(&request, &options)).expect("it echoes");
        };
        let manage = |manager: &ModuleManager| {
            let call = manager.execute("echo", request.clone(), options.clone());
            runtime.block_on(call).expect("it echoes");
        };
        let rounds = Rounds::new()
            .with("floor: bare wasmtime, fresh", || _ = floor.call("echo", "text", &text))
            .with("the same on a stack of its own", || _ = runtime.block_on(floor.call_async("echo", "text", &text)))
            .with("sandbox, fresh", || execute(&module))
            .with("manager, fresh", || manage(&manager))
            .with("sandbox, fresh, on demand", || execute(&on_demand));
        rounds.run(&format!("fresh, {name}"), 61, Duration::from_millis(6));
        let mut reused = floor.reused();
        let rounds = Rounds::new()
            .with("floor: bare wasmtime, reused", || _ = reused.call("echo", "text", &text))
            .with("sandbox, reused", || execute(&warm))
            .with("manager, reused", || manage(&reusing));
        rounds.run(&format!("reused, {name}"), 61, Duration::from_millis(6));
    }
}
