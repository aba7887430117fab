use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use parsify_builtin::Builtin;
use parsify_config::Config;
use parsify_error::{BreakerPolicy, ErrorKind, Failure, History, HistoryPolicy, RetryBudget, RetryBudgetPolicy, code};
use parsify_interface::{Descriptor, Digest, Grants, Limits, Module, ModuleId, Processor};
use parsify_loader::{Folder, LoaderError, Source, State, Store};
use parsify_registry::Snapshot;
use parsify_sandbox::{Reuse, SandboxConfig};

use crate::admission::Admission;
use crate::component::{Component, Host, fetch_and_load};
use crate::guarded::Guarded;
use crate::manager::Inner;
use crate::slot::Slot;
use crate::world::World;
use crate::{HealthPolicy, ModuleManager, ModuleSettings, Monitor, NativeModule};

/// Calls at once for each core: a call holds a core while it runs, so more would only wait inside.
const CALLS_PER_CORE: usize = 8;
/// Calls that wait for a place when nobody says: ten thousand callers are served, a hundred thousand told to come back.
pub(crate) const DEFAULT_QUEUE: usize = 10_000;

/// How many calls run at once when nobody says.
pub(crate) fn default_concurrency() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get) * CALLS_PER_CORE
}

/// Puts a [`ModuleManager`] together.
#[must_use]
pub struct ModuleManagerBuilder {
    pub(crate) builtin: bool,
    sources: Vec<Source>,
    folders: Vec<PathBuf>,
    twins: Vec<Lazy>,
    native: Vec<Box<dyn Processor>>,
    implementations: Vec<Arc<dyn Module>>,
    settings: Vec<(String, ModuleSettings)>,
    pub(crate) installed: Option<(Store, State)>,
    pub(crate) config: Option<Arc<Config>>,
    preload: bool,
    pub(crate) disk_cache: bool,
    pub(crate) sandbox: SandboxConfig,
    pub(crate) concurrency: usize,
    pub(crate) queue: usize,
    breaker: BreakerPolicy,
    retries: RetryBudgetPolicy,
    history: HistoryPolicy,
    health: HealthPolicy,
    pub(crate) monitor: Option<Monitor>,
    pub(crate) monitors: bool,
    pub(crate) reuse: Vec<(String, Reuse)>,
}

impl ModuleManagerBuilder {
    pub(crate) fn new() -> Self {
        Self {
            builtin: true,
            sources: Vec::new(),
            folders: Vec::new(),
            twins: Vec::new(),
            native: Vec::new(),
            implementations: Vec::new(),
            settings: Vec::new(),
            installed: None,
            config: None,
            preload: true,
            disk_cache: true,
            sandbox: SandboxConfig::new(),
            concurrency: default_concurrency(),
            queue: DEFAULT_QUEUE,
            breaker: BreakerPolicy::default(),
            retries: RetryBudgetPolicy::default(),
            history: HistoryPolicy::default(),
            health: HealthPolicy::default(),
            monitor: None,
            monitors: true,
            reuse: Vec::new(),
        }
    }

    /// Leaves the shipped modules out.
    pub fn without_builtin_modules(mut self) -> Self {
        self.builtin = false;
        self
    }

    /// Adds a component. It is loaded, compiled and asked for its descriptor by [`build`](Self::build).
    pub fn with_module(mut self, source: impl Into<Source>) -> Self {
        self.sources.push(source.into());
        self
    }

    /// Adds a component that is loaded when it is first called, with its native twin: the same operations as Rust code in
    /// this process, for when the sandbox cannot run. The catalog entry is the twin's. With a `digest`, no other bytes are
    /// taken.
    pub fn with_module_and_twin(
        mut self,
        source: impl Into<Source>,
        digest: Option<Digest>,
        twin: impl Processor + 'static,
    ) -> Self {
        let component = Some((source.into(), digest));
        self.twins.push(Lazy { component, described: Described::Twin(Box::new(twin)) });
        self
    }

    /// Adds every `*.wasm` file of a folder, subfolders left out. A file that holds the very bytes of a module that is
    /// already there is passed over.
    pub fn with_folder(mut self, path: impl Into<PathBuf>) -> Self {
        self.folders.push(path.into());
        self
    }

    /// Adds a module that runs natively in this process, without a sandbox.
    pub fn with_native(mut self, processor: impl Processor + 'static) -> Self {
        self.native.push(Box::new(processor));
        self
    }

    /// Adds a module that is an implementation of [`Module`]: it runs natively, and may wait for whatever it works with. This
    /// is how a program gives its modules functions of its own, such as a look-up in its database: they declare it as a
    /// dependency and call it like any other module. The deadline and a cancel token end the waiting for it, a panic is
    /// caught, and output and log are measured afterwards.
    pub fn with_native_module(mut self, module: impl Module + 'static) -> Self {
        self.implementations.push(Arc::new(Guarded::new(module)));
        self
    }

    /// Loads nothing ahead of its first call, whatever the configuration says: for a program that makes one call.
    pub fn without_preload(mut self) -> Self {
        self.preload = false;
        self
    }

    /// Opens no cache on disk, whatever the configuration says that is put into force afterwards: for a program that opens one
    /// itself, or could not.
    pub fn without_configured_cache(mut self) -> Self {
        self.disk_cache = false;
        self
    }

    /// Says what holds for all calls of a module and of its operations: limits, grants, which engine, how often, its
    /// configuration. It counts more than what the configuration says; of several words on one module, the last one
    /// counts, for each thing that it says; grants add up.
    pub fn with_settings(mut self, module: impl Into<String>, settings: ModuleSettings) -> Self {
        self.settings.push((module.into(), settings));
        self
    }

    /// Grants something to a module for all of its calls: [`with_settings`](Self::with_settings) with nothing else.
    pub fn with_grants(self, module: impl Into<String>, grants: Grants) -> Self {
        self.with_settings(module, ModuleSettings::new().with_grants(&grants))
    }

    /// Sets the limits of a call for which neither operation nor caller says anything. Default: [`Limits::default`].
    pub fn with_default_limits(mut self, limits: Limits) -> Self {
        self.sandbox = self.sandbox.with_default_limits(limits);
        self
    }

    /// Sets what no call exceeds, whatever operation and caller want. Default: that of the sandbox, an hour and 4 GiB.
    pub fn with_ceiling(mut self, limits: Limits) -> Self {
        self.sandbox = self.sandbox.with_ceiling(limits);
        self
    }

    /// Sets up the sandbox in every respect: how it compiles and allocates, what it keeps in memory and on disk. Replaces
    /// what [`with_default_limits`](Self::with_default_limits) and [`with_ceiling`](Self::with_ceiling) said before.
    pub fn with_sandbox(mut self, config: SandboxConfig) -> Self {
        self.sandbox = config;
        self
    }

    /// Sets how many calls run at once; more wait, within their deadlines. Default: eight for each core. 0 counts as 1.
    pub fn with_concurrency(mut self, calls: usize) -> Self {
        self.concurrency = calls;
        self
    }

    /// Sets how many calls may wait for a place among those that run at once; more are refused at once, with the kind
    /// `Capacity` and the code `host.busy`. Modules take turns in the queue, so that one with many callers does not keep those
    /// of another waiting. Default: 10,000.
    pub fn with_queue(mut self, calls: usize) -> Self {
        self.queue = calls;
        self
    }

    /// Sets when the circuit breaker of a module opens: from then on calls of that version are refused for a while (kind
    /// `Unavailable`, code `sandbox.breaker`), or its native twin answers where the failures that opened it allow that. Then
    /// one call at a time shows whether the module has recovered. Default: half of at least twenty calls within 30 s failed;
    /// failures by a caller's own doing do not count.
    pub fn with_breaker(mut self, policy: BreakerPolicy) -> Self {
        self.breaker = policy;
        self
    }

    /// Sets how many attempts all calls together may make beyond their first ones, so that a fault does not multiply the load
    /// that met it. Default: one for each ten calls, and ten to begin with. The policy of a single call is
    /// [`ModuleSettings`].
    pub fn with_retry_budget(mut self, policy: RetryBudgetPolicy) -> Self {
        self.retries = policy;
        self
    }

    /// Sets how much is remembered of failures, for [`failures`](ModuleManager::failures). Default: the last 1,000, in at most
    /// 500 groups; some megabytes at worst.
    pub fn with_history(mut self, policy: HistoryPolicy) -> Self {
        self.history = policy;
        self
    }

    /// Sets from when on a module counts as degraded or unhealthy, and how long a probe may take. Default:
    /// [`HealthPolicy::default`].
    pub fn with_health(mut self, policy: HealthPolicy) -> Self {
        self.health = policy;
        self
    }

    /// Looks at the health of modules in the background, from [`build`](Self::build) on until the manager is shut down or
    /// dropped. Modules that are in memory, were called lately or could not be loaded are asked, as
    /// [`health_check`](ModuleManager::health_check) does; what nobody uses is not loaded for it. A change is told as
    /// [`Happening::HealthChanged`](crate::Happening::HealthChanged). Default: none.
    pub fn with_monitor(mut self, monitor: Monitor) -> Self {
        self.monitor = Some(monitor);
        self
    }

    /// Starts no monitor, whatever the configuration says that is put into force afterwards: for a program that makes one call,
    /// and would write its status over that of another one.
    pub fn without_configured_monitor(mut self) -> Self {
        self.monitors = false;
        self
    }

    /// Lets the instances of a module serve more than one call, as [`Reuse`] says: faster for small calls, without isolation
    /// between the calls of that module. For modules that are trusted with every document they see.
    pub fn with_reuse(mut self, module: impl Into<String>, reuse: Reuse) -> Self {
        self.reuse.push((module.into(), reuse));
        self
    }

    /// Sets up the sandbox and loads the added components. The shipped modules are loaded when they are first called.
    ///
    /// # Errors
    ///
    /// The first source that cannot be loaded, named by its place; kind `NotFound` when a module that is to be reused or
    /// granted something is not there; kind `Internal` when the engine does not work here.
    ///
    /// # Panics
    ///
    /// If called outside a tokio runtime.
    pub async fn build(self) -> Result<ModuleManager, Failure> {
        let (defaults, ceiling) = (self.sandbox.default_limits(), self.sandbox.ceiling());
        let host = Host::new(self.sandbox)?;
        let mut world = World::default();
        world.config.clone_from(&self.config);
        world.breaker = self.breaker;
        world.health = self.health;
        for (module, settings) in self.settings {
            let id = ModuleId::new(&module)
                .map_err(|error| Failure::new(ErrorKind::NotFound, code::MODULE_NOT_FOUND, error.to_string()))?;
            let before = world.settings.remove(&id).unwrap_or_default();
            world.settings.insert(id, settings.over(&before));
        }
        let builtin = if self.builtin { parsify_builtin::modules() } else { Vec::new() };
        for module in builtin.into_iter().map(Lazy::from).chain(self.twins) {
            add_lazy(&mut world, module)?;
        }
        for processor in self.native {
            world.add_native(Arc::new(NativeModule::new(processor)?))?;
        }
        for module in self.implementations {
            world.add_native(module)?;
        }
        let mut sources = self.sources;
        for folder in self.folders {
            sources.extend(list(folder).await?);
        }
        for source in sources {
            let module = fetch_and_load(&host, &source, None).await?;
            world.add_component(source, &module)?;
        }
        if let Some((store, state)) = &self.installed {
            world.install(store, state)?;
        }
        for (module, reuse) in &self.reuse {
            world.reuse(module, *reuse)?;
        }
        for module in world.settings.keys() {
            world.registry.newest(module.as_str())?;
        }
        let admission = Admission::new(self.concurrency, self.queue);
        let retries = RetryBudget::new(self.retries);
        let history = History::new(self.history, Instant::now());
        let (begun, watch) = (Instant::now(), Mutex::default());
        let world = Snapshot::new(world);
        let inner = Inner { world, host, admission, retries, history, defaults, ceiling, begun, watch };
        let manager = ModuleManager(Arc::new(inner));
        if let Some(monitor) = self.monitor {
            manager.0.watch(monitor);
        }
        if let Some(config) = self.config.filter(|_| self.preload) {
            manager.preload(&config).await;
        }
        Ok(manager)
    }
}

/// A module that belongs into the sandbox, of which so much is known that nothing has to be compiled yet.
struct Lazy {
    /// `None`: the component was not there when the program was built.
    component: Option<(Source, Option<Digest>)>,
    described: Described,
}

enum Described {
    /// By the twin that may stand in for it.
    Twin(Box<dyn Processor>),
    /// By itself, when it was built; it has no twin.
    Itself(Box<Descriptor>),
}

impl From<Builtin> for Lazy {
    fn from(builtin: Builtin) -> Self {
        let embedded = builtin.component();
        let component = embedded.map(|embedded| (Source::embedded(builtin.name(), embedded.bytes), embedded.digest));
        let described =
            builtin.twin().map_or_else(|| Described::Itself(Box::new(builtin.descriptor())), Described::Twin);
        Self { component, described }
    }
}

async fn list(folder: PathBuf) -> Result<Vec<Source>, Failure> {
    let listed = tokio::task::spawn_blocking(move || Folder::new(folder).list()).await.map_err(|error| {
        Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the loader did not come back").with_source(error)
    })?;
    listed.map_err(|error: LoaderError| error.into())
}

fn add_lazy(world: &mut World, module: Lazy) -> Result<(), Failure> {
    let component = module.component.map(|(source, digest)| Component::new(source, digest));
    let (descriptor, twin): (_, Option<Arc<dyn Module>>) = match module.described {
        Described::Twin(twin) => {
            let twin = NativeModule::new(twin)?;
            (twin.descriptor().clone(), Some(Arc::new(twin)))
        }
        Described::Itself(descriptor) => (*descriptor, None),
    };
    let descriptor = world.registry.register(descriptor)?;
    world.put(Slot::new(descriptor, component, twin, &world.health).embeddable(), None);
    Ok(())
}

impl std::fmt::Debug for ModuleManagerBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ModuleManagerBuilder")
            .field("builtin", &self.builtin)
            .field("sources", &self.sources)
            .field("folders", &self.folders)
            .field("native", &(self.native.len() + self.implementations.len()))
            .field("concurrency", &self.concurrency)
            .field("queue", &self.queue)
            .finish_non_exhaustive()
    }
}
