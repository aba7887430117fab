use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use moka::future::Cache;
use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{Descriptor, Digest, LimitOverrides, Limits, Value};
use wasmtime::component::{Component, ComponentExportIndex, Linker};

use crate::call::{Bounds, Prepared};
use crate::module::{LoadReport, Parts, WasmModule};
use crate::state::CallState;
use crate::ticker::Ticker;
use crate::{contract, engine, linker};

/// How a [`Sandbox`] is set up.
#[derive(Clone, Debug)]
pub struct SandboxConfig {
    defaults: Limits,
    ceiling: Limits,
    describe: LimitOverrides,
    cache_bytes: u64,
}

impl Default for SandboxConfig {
    fn default() -> Self {
        let mut ceiling = Limits::default();
        ceiling.deadline = Duration::from_secs(3600);
        ceiling.memory = 4 << 30;
        ceiling.table_elements = 10_000_000;
        ceiling.output = 4 << 30;
        ceiling.log_bytes = 64 << 20;
        ceiling.log_lines = 1_000_000;
        let describe =
            LimitOverrides::default().with_deadline(Duration::from_secs(5)).with_memory(64 << 20).with_output(4 << 20);
        Self { defaults: Limits::default(), ceiling, describe, cache_bytes: 256 << 20 }
    }
}

impl SandboxConfig {
    /// The default configuration.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The limits of a call for which neither operation nor caller says anything. Default: [`Limits::default`].
    #[must_use]
    pub fn with_default_limits(mut self, limits: Limits) -> Self {
        self.defaults = limits;
        self
    }

    /// What no call exceeds, whatever operation and caller want. Default: an hour, 4 GiB of memory and of output,
    /// 10,000,000 table elements, 64 MiB and 1,000,000 lines of log.
    #[must_use]
    pub fn with_ceiling(mut self, limits: Limits) -> Self {
        self.ceiling = limits;
        self
    }

    /// What no call exceeds.
    #[must_use]
    pub fn ceiling(&self) -> Limits {
        self.ceiling
    }

    /// How many bytes of machine code are kept for modules that nobody holds. Default: 256 MiB.
    #[must_use]
    pub fn with_cache_bytes(mut self, bytes: u64) -> Self {
        self.cache_bytes = bytes;
        self
    }
}

/// An engine with its ticker, its linker and its compiled modules. Cheap to clone; one for each process is enough.
///
/// ```no_run
/// # async fn run(component: Vec<u8>, digest: parsify_interface::Digest) -> Result<(), parsify_error::Failure> {
/// use parsify_interface::{CallOptions, Module, Request};
/// use parsify_sandbox::{Sandbox, SandboxConfig};
///
/// let sandbox = Sandbox::new(SandboxConfig::new())?;
/// let module = sandbox.load(component, digest).await?;
/// let request = Request::new("format").with_text("json", "[1]");
/// let execution = module.execute(&request, &CallOptions::new()).await?;
/// println!("{:?}", execution.response.text());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Sandbox(Arc<Shared>);

struct Shared {
    engine: wasmtime::Engine,
    linker: Linker<CallState>,
    ticker: Arc<Ticker>,
    config: SandboxConfig,
    modules: Cache<Digest, WasmModule>,
}

impl Sandbox {
    /// Sets up the engine and starts its ticker.
    ///
    /// # Errors
    ///
    /// Kind `Internal`, code `sandbox.engine`: the engine does not work on this machine.
    pub fn new(config: SandboxConfig) -> Result<Self, Failure> {
        let engine = engine::engine()?;
        let linker = linker::linker(&engine)?;
        let ticker = Ticker::start(&engine).map_err(|error| {
            Failure::new(ErrorKind::Internal, code::SANDBOX_ENGINE, "the epoch ticker cannot be started")
                .with_source(error)
        })?;
        let modules = Cache::builder()
            .max_capacity(config.cache_bytes)
            .weigher(|_, module: &WasmModule| u32::try_from(module.load_report().code_bytes).unwrap_or(u32::MAX))
            .build();
        Ok(Self(Arc::new(Shared { engine, linker, ticker: Arc::new(ticker), config, modules })))
    }

    /// Compiles a component and asks it for its descriptor, or gives the one that was made before from the same digest.
    /// Callers that come at the same time share one compilation, which runs on a blocking thread of the tokio runtime.
    ///
    /// The digest is taken as given: whoever fetched the bytes computed it.
    ///
    /// # Errors
    ///
    /// Kinds `Compilation`, `Compatibility` and `Instantiation`; a limit or a trap of the module's `describe`.
    ///
    /// # Panics
    ///
    /// If called outside a tokio runtime.
    pub async fn load(
        &self,
        component: impl AsRef<[u8]> + Send + 'static,
        digest: Digest,
    ) -> Result<WasmModule, Failure> {
        let loaded = self.0.modules.try_get_with(digest, self.make(component, digest)).await;
        loaded.map_err(|failure: Arc<Failure>| (*failure).clone())
    }

    /// True when a module of that digest is compiled and in memory.
    #[must_use]
    pub fn is_loaded(&self, digest: &Digest) -> bool {
        self.0.modules.contains_key(digest)
    }

    async fn make(&self, bytes: impl AsRef<[u8]> + Send + 'static, digest: Digest) -> Result<WasmModule, Failure> {
        let begun = Instant::now();
        let (engine, component_bytes) = (self.0.engine.clone(), bytes.as_ref().len() as u64);
        let component =
            tokio::task::spawn_blocking(move || compile(&engine, bytes.as_ref())).await.map_err(|error| {
                Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the compiler did not come back")
                    .with_source(error)
            })??;
        let compile = begun.elapsed();

        let begun = Instant::now();
        let prepared = self.prepare(&component)?;
        let descriptor = self.describe(&prepared).await?;
        let code = component.image_range();
        let report = LoadReport {
            compile,
            describe: begun.elapsed(),
            component_bytes,
            code_bytes: (code.end as u64).saturating_sub(code.start as u64),
        };
        let SandboxConfig { defaults, ceiling, .. } = self.0.config;
        let ticker = self.0.ticker.clone();
        Ok(WasmModule::new(Parts { prepared, ticker, descriptor, digest, defaults, ceiling, report }))
    }

    /// Checks the contract, links the component and finds its functions; nothing of it runs.
    fn prepare(&self, component: &Component) -> Result<Prepared, Failure> {
        let guest = contract::check(&self.0.engine, component)?;
        let pre = self.0.linker.instantiate_pre(component).map_err(|error| {
            Failure::new(
                ErrorKind::Compatibility,
                code::SANDBOX_CONTRACT,
                "the module wants something of the contract that this host does not have",
            )
            .with_hint("a newer version of this host may have it")
            .with_source(error)
        })?;
        let instance = component.get_export_index(None, guest.as_str());
        let function = |name| instance.and_then(|instance| component.get_export_index(Some(&instance), name));
        let (describe, execute) = (found(function("describe"), "describe")?, found(function("execute"), "execute")?);
        Ok(Prepared { pre, describe, execute })
    }

    async fn describe(&self, prepared: &Prepared) -> Result<Descriptor, Failure> {
        let limits = Limits::default().with(&self.0.config.describe);
        let bounds = Bounds { started: Instant::now(), limits, config: Value::Null };
        let text =
            prepared.describe(&self.0.ticker, bounds).await.map_err(|failure| failure.with_operation("describe"))?;
        Descriptor::parse(&text)
    }
}

fn found(function: Option<ComponentExportIndex>, name: &str) -> Result<ComponentExportIndex, Failure> {
    function.ok_or_else(|| {
        Failure::new(
            ErrorKind::Compatibility,
            code::SANDBOX_EXPORT,
            format!("the module's guest interface has no function `{name}`"),
        )
        .with_hint("build the module against the WIT package of this host's version")
    })
}

fn compile(engine: &wasmtime::Engine, bytes: &[u8]) -> Result<Component, Failure> {
    // Only components: precompiled code is never taken from outside, text never at all.
    if !bytes.starts_with(b"\0asm\x0d\0\x01\0") {
        return Err(Failure::new(
            ErrorKind::Compilation,
            code::SANDBOX_NOT_A_COMPONENT,
            "the bytes are no WebAssembly component",
        )
        .with_hint(
            "turn a core module into a component with `cargo xtask build-modules` or `wasm-tools component new`",
        ));
    }
    Component::from_binary(engine, bytes).map_err(|error| {
        Failure::new(ErrorKind::Compilation, code::SANDBOX_COMPILE, "the component does not compile")
            .with_hint("the file is damaged, or uses WebAssembly proposals that this host keeps off")
            .with_source(error)
    })
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("config", &self.0.config).finish_non_exhaustive()
    }
}
