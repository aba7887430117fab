//! One echo through Extism and through our sandbox, in turn, in processor time of the calling thread.
//!
//! Extism's limits are set as a host of foreign code sets them: a timeout, and a bound on memory.

use std::time::Duration;

use extism::{CompiledPlugin, Manifest, Plugin, PluginBuilder, Wasm};
use parsify_bench::guests;
use parsify_bench::rounds::Rounds;
use parsify_interface::{CallOptions, Module as _, Request};
use parsify_sandbox::{Reuse, Sandbox, SandboxConfig};

const SIZES: [(&str, usize); 4] = [("10 B", 10), ("1 KB", 1 << 10), ("100 KB", 100 << 10), ("1 MB", 1 << 20)];
/// Pages of 64 KiB: the 256 MiB that our calls have.
const PAGES: u32 = 4096;

fn main() {
    let wasm = std::fs::read(env!("EXTISM_ECHO")).expect("the build script compiled it");
    let manifest = Manifest::new([Wasm::data(wasm)]).with_timeout(Duration::from_secs(30)).with_memory_max(PAGES);
    let compiled = CompiledPlugin::new(PluginBuilder::new(manifest)).expect("the plug-in compiles");
    let mut reused = Plugin::new_from_compiled(&compiled).expect("the plug-in can be instantiated");

    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime starts");
    let sandbox = Sandbox::new(SandboxConfig::new()).expect("the engine works here");
    let (bytes, digest) = guests::artifact("echo");
    let module = runtime.block_on(sandbox.load(bytes, digest)).expect("the guest loads");
    let warm = module.reusing(Reuse::default().with_uses(u32::MAX));
    println!("ours: {}", sandbox.machine());

    let options = CallOptions::new();
    for (name, size) in SIZES {
        let text = "x".repeat(size);
        let request = Request::new("echo").with_text("text", text.as_str());
        let rounds = Rounds::new()
            .with("our sandbox, fresh", || {
                let execution = runtime.block_on(module.execute(&request, &options)).expect("it echoes");
                assert_eq!(execution.response.text().map(str::len), Some(size));
            })
            .with("our sandbox, reused", || {
                let execution = runtime.block_on(warm.execute(&request, &options)).expect("it echoes");
                assert_eq!(execution.response.text().map(str::len), Some(size));
            })
            .with("Extism, reused plug-in", || {
                assert_eq!(reused.call::<_, String>("echo", text.as_str()).expect("it echoes").len(), size);
            })
            .with("Extism, new plug-in for each call", || {
                let mut plugin = Plugin::new_from_compiled(&compiled).expect("the plug-in can be instantiated");
                assert_eq!(plugin.call::<_, String>("echo", text.as_str()).expect("it echoes").len(), size);
            });
        rounds.run(&format!("echo, {name}"), 61, Duration::from_millis(6));
    }
}
