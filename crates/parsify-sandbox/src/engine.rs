use parsify_error::{ErrorKind, Failure, code};
use wasmtime::{Config, Engine, OptLevel};

/// Stack a guest may use. The rest of [`FIBER_STACK`] is what host functions get.
const GUEST_STACK: usize = 1 << 20;
const FIBER_STACK: usize = 3 << 20;

/// The one engine, configured for guests nobody trusts.
pub(crate) fn engine() -> Result<Engine, Failure> {
    Engine::new(&config()).map_err(|error| {
        Failure::new(
            ErrorKind::Internal,
            code::SANDBOX_ENGINE,
            "the WebAssembly engine cannot be set up on this machine",
        )
        .with_source(error)
    })
}

fn config() -> Config {
    let mut config = Config::new();
    config
        .wasm_component_model(true)
        // Interruption at every loop and call; measured at 1.15 to 1.55 of the time without.
        .epoch_interruption(true)
        .max_wasm_stack(GUEST_STACK)
        .async_stack_size(FIBER_STACK)
        .cranelift_opt_level(OptLevel::Speed)
        // The same bits on every machine.
        .cranelift_nan_canonicalization(true)
        // A trap's native frames tell a user nothing, and collecting them costs.
        .wasm_backtrace_max_frames(None);
    features(&mut config);
    config
}

/// Proposals that modules do not need are attack surface: a third of the engine's advisories of 2026 need one of these.
fn features(config: &mut Config) {
    config
        .concurrency_support(false)
        .wasm_exceptions(false)
        .wasm_function_references(false)
        // No collected heap at all; the compiled-in support stays unused.
        .gc_support(false)
        .wasm_gc(false)
        .wasm_memory64(false)
        .wasm_relaxed_simd(false)
        .wasm_threads(false)
        .wasm_tail_call(false)
        .wasm_bulk_memory(true)
        .wasm_simd(true);
}
