//! The bare engine: the same component, called through wasmtime alone, with epochs and a memory limit on, a new store for
//! each call. Whatever the sandbox adds shows against this.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use wasmtime::component::{Component, ComponentExportIndex, HasSelf, Linker};
use wasmtime::{
    Config, Enabled, Engine, InstanceAllocationStrategy, PoolingAllocationConfig, Result, Store, StoreLimits,
    StoreLimitsBuilder,
};

use bindings::parsify::module::{context, modules, types};

mod bindings {
    //! Generated from the contract, as any host would.
    wasmtime::component::bindgen!({
        path: "../crates/parsify-interface/wit",
        world: "module",
        // Arguments are lent: without copies of its own, the floor is as low as it can be.
        ownership: Borrowing { duplicate_if_necessary: true },
    });
}

/// What a store holds: its limits, and host functions that do nothing, for the benchmarks' guests do not call them.
struct Host(StoreLimits);

impl types::Host for Host {}

impl context::Host for Host {
    fn log(&mut self, _: context::Level, _: String) {}

    fn progress(&mut self, _: u64, _: u64) {}

    fn config(&mut self) -> String {
        "null".to_owned()
    }

    fn panicked(&mut self, _: String) {}
}

impl modules::Host for Host {
    fn discover(&mut self, _: String, _: String) -> Vec<String> {
        Vec::new()
    }

    fn call(&mut self, _: String, _: types::RequestResult) -> std::result::Result<types::Response, types::Failure> {
        let (code, message) = (String::new(), String::new());
        let kind = types::FailureKind::Unsupported;
        Err(types::Failure { kind, code, message, details: "{}".to_owned(), suggestions: Vec::new() })
    }
}

/// An engine with one component, linked.
pub struct Floor {
    engine: Engine,
    pre: bindings::ModulePre<Host>,
    /// For who calls it without the generated code.
    execute: ComponentExportIndex,
    stop: Arc<AtomicBool>,
}

impl fmt::Debug for Floor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Floor").finish_non_exhaustive()
    }
}

/// The engine's configuration: what the sandbox offers and no more, with the best settings there are: a pool whose slots
/// stay resident, and the kernel's list of touched pages where it has one.
///
/// # Panics
///
/// If the engine does not work on this machine.
#[must_use]
pub fn engine() -> Engine {
    let mut config = config();
    let scan = PoolingAllocationConfig::is_pagemap_scan_available();
    let mut pool = PoolingAllocationConfig::new();
    pool.total_core_instances(4000).total_tables(4000).table_keep_resident(64 << 10);
    pool.linear_memory_keep_resident(keep_resident(scan)).pagemap_scan(if scan { Enabled::Yes } else { Enabled::No });
    config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
    Engine::new(&config).expect("the engine works here")
}

/// The same without a pool: quicker to set up, slower for each call.
///
/// # Panics
///
/// If the engine does not work on this machine.
#[must_use]
pub fn engine_on_demand() -> Engine {
    Engine::new(&config()).expect("the engine works here")
}

fn config() -> Config {
    let mut config = Config::new();
    config.epoch_interruption(true).concurrency_support(false).gc_support(false).wasm_function_references(false);
    config.wasm_gc(false).wasm_exceptions(false).wasm_threads(false).wasm_memory64(false);
    config
}

fn keep_resident(scan: bool) -> usize {
    let kib = std::env::var("PARSIFY_BENCH_KEEP_KIB").ok().and_then(|text| text.parse::<usize>().ok());
    kib.map_or(if scan { 8 << 20 } else { 64 << 10 }, |kib| kib << 10)
}

/// Compiles a component and does nothing else.
///
/// # Panics
///
/// If it does not compile.
#[must_use]
pub fn compile(engine: &Engine, bytes: &[u8]) -> Component {
    Component::from_binary(engine, bytes).expect("a guest that was built compiles")
}

impl Floor {
    /// Compiles and links a component, and starts a ticker of 10 ms.
    ///
    /// # Panics
    ///
    /// If the component is no module.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        let engine = engine();
        let component = compile(&engine, bytes);
        Self::of(engine, &component)
    }

    /// Links a component that is compiled.
    ///
    /// # Panics
    ///
    /// If the component is no module.
    #[must_use]
    pub fn of(engine: Engine, component: &Component) -> Self {
        let mut linker = Linker::new(&engine);
        let pre = bindings::Module::add_to_linker::<_, HasSelf<_>>(&mut linker, |host| host)
            .and_then(|()| linker.instantiate_pre(component))
            .and_then(bindings::ModulePre::new)
            .expect("a module links");
        let stop = Arc::new(AtomicBool::new(false));
        let (ticking, stopped) = (engine.clone(), stop.clone());
        thread::spawn(move || {
            while !stopped.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(10));
                ticking.increment_epoch();
            }
        });
        let guest = component.get_export_index(None, "parsify:module/guest@1.0.0");
        let execute = component.get_export_index(guest.as_ref(), "execute").expect("a module has its function");
        Self { engine, pre, execute, stop }
    }

    /// An instance that is called again and again.
    ///
    /// # Panics
    ///
    /// If it cannot be made.
    #[must_use]
    pub fn reused(&self) -> Reused {
        let mut store = self.store();
        let module = self.pre.instantiate(&mut store).expect("a module can be instantiated");
        Reused { store, module }
    }

    fn store(&self) -> Store<Host> {
        let limits = StoreLimitsBuilder::new().memory_size(256 << 20).build();
        let mut store = Store::new(&self.engine, Host(limits));
        store.limiter(|host| &mut host.0);
        // Ten years of ticks.
        store.set_epoch_deadline(1 << 35);
        store
    }

    /// Calls an operation with one text document and gives back the size of the answer's first document.
    ///
    /// # Panics
    ///
    /// If the call fails.
    #[must_use]
    pub fn call(&self, operation: &str, document: &str, text: &str) -> usize {
        self.try_call(operation, document, text).expect("the call succeeds")
    }

    /// The same on a stack of its own, as a host calls that wants to wait without its thread.
    ///
    /// # Panics
    ///
    /// If the call fails.
    pub async fn call_async(&self, operation: &str, document: &str, text: &str) -> usize {
        self.try_call_async(operation, document, text).await.expect("the call succeeds")
    }

    async fn try_call_async(&self, operation: &str, document: &str, text: &str) -> Result<usize> {
        let mut store = self.store();
        let pre = self.pre.instance_pre();
        let instance = pre.instantiate_async(&mut store).await?;
        let execute = instance.get_typed_func::<(types::RequestParam<'_>,), (Answer,)>(&mut store, &self.execute)?;
        let documents = [document_of(document, text)];
        let request = types::RequestParam { operation, documents: &documents, params: "{}" };
        size(execute.call_async(&mut store, (request,)).await?.0)
    }

    fn try_call(&self, operation: &str, document: &str, text: &str) -> Result<usize> {
        let mut store = self.store();
        let module = self.pre.instantiate(&mut store)?;
        call(&mut store, &module, operation, document, text)
    }
}

/// An instance of the floor that is used for every call.
pub struct Reused {
    store: Store<Host>,
    module: bindings::Module,
}

impl fmt::Debug for Reused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reused").finish_non_exhaustive()
    }
}

impl Reused {
    /// The same as [`Floor::call`].
    ///
    /// # Panics
    ///
    /// If the call fails.
    pub fn call(&mut self, operation: &str, document: &str, text: &str) -> usize {
        call(&mut self.store, &self.module, operation, document, text).expect("the call succeeds")
    }
}

fn call(
    store: &mut Store<Host>,
    module: &bindings::Module,
    operation: &str,
    document: &str,
    text: &str,
) -> Result<usize> {
    let documents = [document_of(document, text)];
    let request = types::RequestParam { operation, documents: &documents, params: "{}" };
    size(module.parsify_module_guest().call_execute(&mut *store, request)?)
}

type Answer = std::result::Result<types::Response, types::Failure>;

fn document_of<'a>(name: &'a str, text: &'a str) -> types::DocumentParam<'a> {
    types::DocumentParam { name, media_type: "", payload: types::PayloadParam::Text(text) }
}

/// Of the answer's first document.
fn size(answer: Answer) -> Result<usize> {
    let answer = answer.map_err(|failure| wasmtime::Error::msg(failure.message))?;
    Ok(match answer.documents.first().map(|document| &document.payload) {
        Some(types::PayloadResult::Text(text)) => text.len(),
        Some(types::PayloadResult::Binary(bytes)) => bytes.len(),
        None => answer.data.len(),
    })
}

impl Drop for Floor {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}
