use std::fmt;
use std::num::NonZero;
use std::sync::Arc;
use std::time::{Duration, Instant};

use moka::future::Cache;
use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{CacheState, Descriptor, Digest, Limits};
use tokio::sync::Semaphore;
use wasmtime::component::{Component, ComponentExportIndex, InstancePre, Linker};

use crate::allocation::Machine;
use crate::call::Prepared;
use crate::compiler::{Compiled, Compiler, Facts, Trust};
use crate::config::SandboxConfig;
use crate::disk::{Disk, Kept};
use crate::engine::Room;
use crate::linker::Linkers;
use crate::module::{LoadReport, Parts, WasmModule};
use crate::state::{Bounds, CallState};
use crate::{capacity, contract, enforce};

/// How long a compilation of the same component in another process is waited for.
const COMPILED_ELSEWHERE: Duration = Duration::from_secs(30);
/// Getting a lock that nobody holds takes far less.
const WAITED: Duration = Duration::from_millis(20);

/// The engine of this process, with a linker and the compiled modules. Cheap to clone; one for each process is enough, and
/// further ones share its engine.
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
    room: Arc<Room>,
    linkers: Linkers,
    compiler: Compiler,
    /// Places for compilations: each keeps a core busy.
    compiling: Semaphore,
    disk: Option<Disk>,
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
        let room = Room::shared(config.allocation)?;
        let linkers = Linkers::new(&room.engine)?;
        let compiler = Compiler::new(&config);
        let modules = capacity::modules(&config);
        let compiling = Semaphore::new(std::thread::available_parallelism().map_or(1, NonZero::get));
        let disk = config.disk.clone().map(|cache| Disk::new(cache, &room.engine));
        Ok(Self(Arc::new(Shared { room, linkers, compiler, compiling, disk, config, modules })))
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
        self.load_as(component, digest, Trust::Foreign).await
    }

    async fn load_as(
        &self,
        component: impl AsRef<[u8]> + Send + 'static,
        digest: Digest,
        trust: Trust,
    ) -> Result<WasmModule, Failure> {
        let loaded = self.0.modules.try_get_with(digest, self.make(component, digest, trust)).await;
        // What was pushed out leaves now, not at some later look: it holds file descriptors.
        self.0.modules.run_pending_tasks().await;
        loaded.map_err(|failure: Arc<Failure>| (*failure).clone())
    }

    /// The module of that digest, if it is in memory.
    pub async fn in_memory(&self, digest: &Digest) -> Option<WasmModule> {
        self.0.modules.get(digest).await
    }

    /// The module of that digest, if its machine code is in memory or on disk: nothing is compiled.
    pub async fn stored(&self, digest: Digest) -> Option<WasmModule> {
        self.0.modules.optionally_get_with(digest, self.revive(digest, Trust::Foreign)).await
    }

    /// Loads a component that is part of the program itself, and as trusted as its code: without the checks that keep foreign
    /// bytes from burdening the compiler.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    ///
    /// # Panics
    ///
    /// If called outside a tokio runtime.
    pub async fn load_embedded(
        &self,
        component: impl AsRef<[u8]> + Send + 'static,
        digest: Digest,
    ) -> Result<WasmModule, Failure> {
        self.load_as(component, digest, Trust::Embedded).await
    }

    /// How the engine allocates on this machine.
    #[must_use]
    pub fn machine(&self) -> Machine {
        self.0.room.machine
    }

    /// How many instances exist at the moment, over all sandboxes that share the engine; `None` without a pool, where
    /// nobody counts.
    #[must_use]
    pub fn live_instances(&self) -> Option<u64> {
        self.0.room.engine.pooling_allocator_metrics().map(|metrics| metrics.component_instances())
    }

    /// True when foreign components are compiled in a process of their own.
    #[must_use]
    pub fn compiles_in_child(&self) -> bool {
        self.0.compiler.has_child()
    }

    /// The module from the disk, or compiled now and put there.
    async fn make(
        &self,
        bytes: impl AsRef<[u8]> + Send + 'static,
        digest: Digest,
        trust: Trust,
    ) -> Result<WasmModule, Failure> {
        let begun = Instant::now();
        if let Some(module) = self.revive(digest, trust).await {
            return Ok(module);
        }
        let _lock = match self.0.disk.clone() {
            Some(disk) => blocking(move || disk.lock(&digest, COMPILED_ELSEWHERE)).await?,
            None => None,
        };
        // Whoever held the lock has put it there. Who waited in vain compiles as well.
        if let (true, Some(module)) = (begun.elapsed() > WAITED, self.revive(digest, trust).await) {
            return Ok(module);
        }
        self.compile(bytes, digest, trust).await
    }

    async fn compile(
        &self,
        bytes: impl AsRef<[u8]> + Send + 'static,
        digest: Digest,
        trust: Trust,
    ) -> Result<WasmModule, Failure> {
        let _place = self.0.compiling.acquire().await;
        let (begun, shared) = (Instant::now(), self.0.clone());
        let compiled = blocking(move || shared.compiler.compile(&shared.room.engine, bytes.as_ref(), trust)).await??;
        let compile = begun.elapsed();

        let begun = Instant::now();
        let Compiled { component, facts } = compiled;
        let prepared = self.prepare(&component, facts)?;
        let descriptor = self.describe(&prepared).await?;
        let kept = Kept { component, descriptor, facts };
        let module = self.module(prepared, digest, &kept, CacheState::Compiled, [compile, begun.elapsed()])?;
        if let Some(disk) = self.0.disk.clone() {
            blocking(move || disk.put(&digest, &kept)).await?;
        }
        Ok(module)
    }

    /// The module from machine code on disk, if there is some for callers who trust it so far.
    async fn revive(&self, digest: Digest, trust: Trust) -> Option<WasmModule> {
        let (disk, begun, shared) = (self.0.disk.clone()?, Instant::now(), self.0.clone());
        let kept = blocking(move || disk.get(&shared.room.engine, &digest)).await.ok()??;
        if !self.0.compiler.takes(&kept.facts, trust) {
            return None;
        }
        let prepared = self.prepare(&kept.component, kept.facts).ok()?;
        self.module(prepared, digest, &kept, CacheState::Disk, [begun.elapsed(), Duration::ZERO]).ok()
    }

    fn module(
        &self,
        mut prepared: Prepared,
        digest: Digest,
        kept: &Kept,
        origin: CacheState,
        [compile, describe]: [Duration; 2],
    ) -> Result<WasmModule, Failure> {
        let descriptor = Descriptor::parse(&kept.descriptor)?;
        self.check_limits(&descriptor)?;
        prepared.module = descriptor.id.as_str().into();
        if descriptor.calls_modules() {
            prepared.pre = link(self.0.linkers.calling(&self.0.room.engine)?, &kept.component)?;
            prepared.waits = true;
        }
        let code = kept.component.image_range();
        let report = LoadReport {
            compile,
            describe,
            component_bytes: kept.facts.component_bytes,
            code_bytes: (code.end as u64).saturating_sub(code.start as u64),
            images: kept.facts.images,
            origin,
        };
        let SandboxConfig { defaults, ceiling, .. } = self.0.config;
        let room = self.0.room.clone();
        Ok(WasmModule::new(Parts { prepared, room, descriptor, digest, defaults, ceiling, report }))
    }

    /// Checks the contract, links the component and finds its functions; nothing of it runs.
    fn prepare(&self, component: &Component, facts: Facts) -> Result<Prepared, Failure> {
        let guest = contract::check(&self.0.room.engine, component)?;
        let pre = link(self.0.linkers.alone(), component)?;
        let instance = component.get_export_index(None, guest.as_str());
        let function = |name| instance.and_then(|instance| component.get_export_index(Some(&instance), name));
        let (describe, execute) = (found(function("describe"), "describe")?, found(function("execute"), "execute")?);
        Ok(Prepared { pre, waits: facts.starts, describe, execute, module: "".into() })
    }

    async fn describe(&self, prepared: &Prepared) -> Result<String, Failure> {
        let bounds = Bounds::alone(Limits::default().with(&self.0.config.describe));
        let asked = prepared.describe(&self.0.room.ticker, bounds).await;
        asked.map_err(|failure| failure.with_operation("describe"))
    }

    /// What the module wants for its operations must be something that holds, ceiling included.
    fn check_limits(&self, descriptor: &Descriptor) -> Result<(), Failure> {
        let SandboxConfig { defaults, ceiling, .. } = self.0.config;
        descriptor.operations.iter().try_for_each(|operation| {
            let limits = defaults.with(&operation.limits).at_most(&ceiling);
            enforce::enforceable(&limits, &self.0.room.machine).map_err(|failure| {
                failure.with_module(&descriptor.id).with_version(&descriptor.version).with_operation(&operation.name)
            })
        })
    }
}

fn link(linker: &Linker<CallState>, component: &Component) -> Result<InstancePre<CallState>, Failure> {
    linker.instantiate_pre(component).map_err(|error| {
        Failure::new(
            ErrorKind::Compatibility,
            code::SANDBOX_CONTRACT,
            "the module wants something of the contract that this host does not have",
        )
        .with_hint("a newer version of this host may have it")
        .with_source(error)
    })
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "a thread that loads modules did not come back")
            .with_source(error)
    })
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

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("config", &self.0.config).finish_non_exhaustive()
    }
}
