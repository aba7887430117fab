//! The bare engine: the same component, called through wasmtime alone, with epochs and a memory limit on, a new store for
//! each call. Whatever the sandbox adds shows against this.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use wasmtime::component::{Component, HasSelf, Linker};
use wasmtime::{Config, Engine, Result, Store, StoreLimits, StoreLimitsBuilder};

use bindings::parsify::module::{context, modules, types};

mod bindings {
    //! Generated from the contract, as any host would.
    wasmtime::component::bindgen!({ path: "../crates/parsify-interface/wit", world: "module" });
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

    fn call(&mut self, _: String, _: types::Request) -> std::result::Result<types::Response, types::Failure> {
        let (code, message) = (String::new(), String::new());
        let kind = types::FailureKind::Unsupported;
        Err(types::Failure { kind, code, message, details: "{}".to_owned(), suggestions: Vec::new() })
    }
}

/// An engine with one component, linked.
pub struct Floor {
    engine: Engine,
    pre: bindings::ModulePre<Host>,
    stop: Arc<AtomicBool>,
}

impl fmt::Debug for Floor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Floor").finish_non_exhaustive()
    }
}

/// The engine's configuration: what the sandbox offers and no more.
///
/// # Panics
///
/// If the engine does not work on this machine.
#[must_use]
pub fn engine() -> Engine {
    let mut config = Config::new();
    config.epoch_interruption(true).concurrency_support(false).gc_support(false).wasm_function_references(false);
    config.wasm_gc(false).wasm_exceptions(false).wasm_threads(false).wasm_memory64(false);
    Engine::new(&config).expect("the engine works here")
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
        let mut linker = Linker::new(&engine);
        let pre = bindings::Module::add_to_linker::<_, HasSelf<_>>(&mut linker, |host| host)
            .and_then(|()| linker.instantiate_pre(&component))
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
        Self { engine, pre, stop }
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

    fn try_call(&self, operation: &str, document: &str, text: &str) -> Result<usize> {
        let limits = StoreLimitsBuilder::new().memory_size(256 << 20).build();
        let mut store = Store::new(&self.engine, Host(limits));
        store.limiter(|host| &mut host.0);
        store.set_epoch_deadline(3000);
        let module = self.pre.instantiate(&mut store)?;
        let payload = types::Payload::Text(text.to_owned());
        let document = types::Document { name: document.to_owned(), media_type: String::new(), payload };
        let request =
            types::Request { operation: operation.to_owned(), documents: vec![document], params: "{}".to_owned() };
        let answer = module.parsify_module_guest().call_execute(&mut store, &request)?;
        let answer = answer.map_err(|failure| wasmtime::Error::msg(failure.message))?;
        Ok(match answer.documents.first().map(|document| &document.payload) {
            Some(types::Payload::Text(text)) => text.len(),
            Some(types::Payload::Binary(bytes)) => bytes.len(),
            None => answer.data.len(),
        })
    }
}

impl Drop for Floor {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}
