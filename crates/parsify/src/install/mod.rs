//! Installing, updating and removing modules.
//!
//! An [`Installer`] works on a [`Store`]: the installed modules of a user or of a project. Every change is planned first,
//! which downloads and compiles what it needs to know and changes nothing; a [`Plan`] can be shown; and to apply it is one
//! transaction, which is done or not done, whatever happens to the process meanwhile.
//!
//! ```no_run
//! use parsify::ModuleManager;
//! use parsify::install::{Approval, Goal, Installer, StorePlace};
//!
//! # async fn run() -> Result<(), parsify::Failure> {
//! let manager = ModuleManager::builder().build().await?;
//! let installer = Installer::new(StorePlace::user("my-program")?).providing(&manager);
//! let plan = installer.plan(Goal::add("./modules")).await?;
//! for change in plan.changes() {
//!     println!("{:?} {} {:?}", change.kind, change.id, change.to);
//! }
//! installer.apply(plan, &Approval::Nothing).await?;
//!
//! let manager = ModuleManager::builder().with_installed(&installer)?.build().await?;
//! # Ok(())
//! # }
//! ```

mod apply;
mod available;
mod consent;
mod gather;
mod goal;
mod installed;
mod lock;
mod look;
mod plan;
mod planning;
pub(crate) mod probe;
mod verify;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use parsify_config::{Config, SourcePlace};
use parsify_error::Failure;
use parsify_interface::{Dependency, Descriptor, ModuleId, Progress, VersionReq};
use parsify_sandbox::SandboxConfig;

pub use apply::Applied;
pub use available::Unusable;
pub use consent::{Approval, Wants};
pub use goal::Goal;
pub(crate) use installed::Installed;
pub use look::Inspection;
pub use plan::{Change, ChangeKind, Marked, Plan};
pub use verify::{StoreProblem, Verified, VerifiedModule};

pub use parsify_loader::{Origin, Rebuilt, Receipt, Signature, State, Store, StoreError, StorePlace};
pub use parsify_registry::{
    Absent, AbsentReason, Candidate as UpdateCandidate, Change as UpdateChange, Dependent, Edge, Effect, Entry, Mark,
    Registry, Resolution, Resolved, TreeRow, Update, UpdateKind,
};

use crate::ModuleManager;
use crate::component::Host;

/// Changes what is installed in a [`Store`].
#[derive(Clone)]
pub struct Installer {
    store: Store,
    sandbox: SandboxConfig,
    sources: BTreeMap<String, PathBuf>,
    dependencies: Vec<Dependency>,
    versions: BTreeMap<ModuleId, VersionReq>,
    provided: Vec<Arc<Descriptor>>,
    progress: Option<Arc<dyn Fn(Progress) + Send + Sync>>,
    /// Made when first needed: what a plan compiled, its execution finds in memory.
    host: Arc<OnceLock<Host>>,
}

impl Installer {
    /// An installer for the store at that place, which is made by the first change.
    #[must_use]
    pub fn new(place: StorePlace) -> Self {
        Self {
            store: Store::new(place),
            sandbox: SandboxConfig::new(),
            sources: BTreeMap::new(),
            dependencies: Vec::new(),
            versions: BTreeMap::new(),
            provided: Vec::new(),
            progress: None,
            host: Arc::default(),
        }
    }

    /// Lets somebody hear how many of the files of a source are read and compiled while a plan is made; it begins anew with
    /// each source.
    #[must_use]
    pub fn with_progress(mut self, hears: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(hears));
        self
    }

    /// Says how modules are compiled and tried, and where machine code is kept.
    #[must_use]
    pub fn with_sandbox(mut self, config: SandboxConfig) -> Self {
        self.sandbox = config;
        self.host = Arc::default();
        self
    }

    /// Adds a file or folder in which dependencies and newer versions are looked for.
    #[must_use]
    pub fn with_source(mut self, name: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        self.sources.insert(name.into(), path.into());
        self
    }

    /// Adds what a project declares that it needs.
    #[must_use]
    pub fn with_dependency(mut self, dependency: Dependency) -> Self {
        self.dependencies.push(dependency);
        self
    }

    /// Adds the sources and dependencies of a configuration, and takes only the versions that it lets answer.
    #[must_use]
    pub fn with_config(mut self, config: &Config) -> Self {
        for source in config.sources() {
            // Kinds that are not known here offer nothing.
            if let SourcePlace::Path(path) = source.place {
                self.sources.insert(source.name, path);
            }
        }
        self.dependencies.extend(config.dependencies());
        for id in config.modules() {
            if let Some(requirement) = config.version(id.as_str()).answers() {
                self.versions.insert(id, requirement);
            }
        }
        self
    }

    /// Lets modules depend on those that a manager has by itself: the shipped ones, and those of the program.
    #[must_use]
    pub fn providing(mut self, manager: &ModuleManager) -> Self {
        self.provided = manager.available_modules();
        self
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    fn tell(&self, done: usize, total: usize) {
        if let Some(hears) = &self.progress {
            hears(Progress { done: done as u64, total: total as u64 });
        }
    }

    fn host(&self) -> Result<Host, Failure> {
        if let Some(host) = self.host.get() {
            return Ok(host.clone());
        }
        let host = Host::new(self.sandbox.clone())?;
        Ok(self.host.get_or_init(|| host).clone())
    }
}

impl std::fmt::Debug for Installer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Installer").field("store", &self.store).field("sources", &self.sources).finish_non_exhaustive()
    }
}
