//! The engine of the process.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use parsify_error::{ErrorKind, Failure, code};
use wasmtime::{Config, Engine, OptLevel};

use crate::allocation::{self, Allocation, Machine};
use crate::huge_pages::HugePages;
use crate::ticker::Ticker;

/// Stack a guest may use. The rest of [`FIBER_STACK`] is what host functions get.
const GUEST_STACK: usize = 1 << 20;
const FIBER_STACK: usize = 3 << 20;

/// An engine with its ticker. There is one for each way of allocation in a process, however many sandboxes share it:
/// types of two engines must never meet, and a second pool would only cost address space.
pub(crate) struct Room {
    pub(crate) engine: Engine,
    pub(crate) ticker: Ticker,
    pub(crate) machine: Machine,
    pub(crate) huge_pages: HugePages,
}

impl Room {
    /// The engine of this process, set up now if nobody holds it.
    pub(crate) fn shared(allocation: Allocation) -> Result<Arc<Self>, Failure> {
        static AUTO: Mutex<Weak<Room>> = Mutex::new(Weak::new());
        static ON_DEMAND: Mutex<Weak<Room>> = Mutex::new(Weak::new());
        let place = match allocation {
            Allocation::Auto => &AUTO,
            Allocation::OnDemand => &ON_DEMAND,
        };
        let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(room) = place.upgrade() {
            return Ok(room);
        }
        let room = Arc::new(Self::new(allocation)?);
        *place = Arc::downgrade(&room);
        Ok(room)
    }

    fn new(allocation: Allocation) -> Result<Self, Failure> {
        let (engine, mut machine) = match allocation {
            Allocation::Auto => pooled().or_else(|_| on_demand()),
            Allocation::OnDemand => on_demand(),
        }
        .map_err(unusable)?;
        let ticker = Ticker::start(&engine).map_err(|error| {
            Failure::new(ErrorKind::Internal, code::SANDBOX_ENGINE, "the epoch ticker cannot be started")
                .with_source(error)
        })?;
        let huge_pages = HugePages::new(machine.pooling);
        machine.huge_pages = huge_pages.enabled();
        Ok(Self { engine, ticker, machine, huge_pages })
    }
}

/// No engine, no module.
pub(crate) fn unusable(error: wasmtime::Error) -> Failure {
    Failure::new(ErrorKind::Internal, code::SANDBOX_ENGINE, "the WebAssembly engine cannot be set up on this machine")
        .with_source(error)
}

/// The largest pool that the address space has room for.
fn pooled() -> wasmtime::Result<(Engine, Machine)> {
    let [most, fewer @ ..] = allocation::SLOTS;
    fewer.into_iter().fold(pool(most), |made, slots| made.or_else(|_| pool(slots)))
}

fn pool(slots: u32) -> wasmtime::Result<(Engine, Machine)> {
    let mut config = running();
    let machine = allocation::pooling(&mut config, slots);
    Engine::new(&config).map(|engine| (engine, machine))
}

fn on_demand() -> wasmtime::Result<(Engine, Machine)> {
    let mut config = running();
    stacks(&mut config);
    Engine::new(&config).map(|engine| (engine, allocation::on_demand()))
}

/// The configuration of an engine that runs guests. It takes machine code and makes none: its compiler alone, which most
/// processes never need, would be a megabyte of memory.
pub(crate) fn running() -> Config {
    let mut config = compiling();
    config.enable_compiler(false);
    config
}

/// Without a pool, stacks would be mapped anew for each call.
#[cfg(target_os = "linux")]
fn stacks(config: &mut Config) {
    config.with_host_stack(Arc::new(crate::stacks::Stacks::new()));
}

/// The engine's own, for only on Linux does the kernel empty a mapping that stays.
#[cfg(not(target_os = "linux"))]
fn stacks(_: &mut Config) {}

/// The configuration for guests nobody trusts, without a word on allocation: what compiles the same code everywhere.
pub(crate) fn compiling() -> Config {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::compatibility;

    /// So that the compile child serves them all, and what one put on disk the others find.
    #[test]
    fn every_way_of_allocation_takes_the_same_machine_code() {
        let plain = compatibility(&Engine::new(&running()).unwrap());
        assert_eq!(compatibility(&on_demand().unwrap().0), plain);
        if let Ok((pooled, _)) = pooled() {
            assert_eq!(compatibility(&pooled), plain);
        }
    }
}
