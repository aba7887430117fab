use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use parsify_config::Config;
use parsify_error::{Breaker, BreakerPolicy, ErrorKind, Failure, code};
use parsify_interface::{Descriptor, ModuleId, Version, VersionReq};
use parsify_loader::Receipt;
use parsify_registry::{Registry, RegistryError, ResolveError, ResolveOptions};

use crate::ModuleSettings;
use crate::answering::answering;
use crate::config;
use crate::health::HealthPolicy;
use crate::install::Installed;
use crate::slot::Slot;
use crate::standing::Standing;

/// The versions that go together, by id.
pub(crate) type Chosen = BTreeMap<ModuleId, Version>;
type Resolved = Result<Arc<Chosen>, Failure>;

/// What a manager knows at one moment: the catalog, and what can run each module of it. It never changes; a change of the
/// manager makes another one, and calls that have begun keep theirs.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) registry: Registry,
    slots: BTreeMap<ModuleId, BTreeMap<Version, Arc<Slot>>>,
    /// Versions that are taken wherever they fit: those that are installed.
    pub(crate) locked: Chosen,
    /// Which of the modules are installed ones.
    pub(crate) installed: Installed,
    /// What the program says of modules.
    pub(crate) settings: BTreeMap<ModuleId, ModuleSettings>,
    pub(crate) config: Option<Arc<Config>>,
    pub(crate) breaker: BreakerPolicy,
    pub(crate) health: HealthPolicy,
    /// What modules that call others work with, found out when they are first called.
    resolved: RwLock<BTreeMap<(ModuleId, Version), Resolved>>,
}

impl Clone for World {
    /// Another set of modules resolves anew.
    fn clone(&self) -> Self {
        Self {
            registry: self.registry.clone(),
            slots: self.slots.clone(),
            locked: self.locked.clone(),
            installed: self.installed.clone(),
            settings: self.settings.clone(),
            config: self.config.clone(),
            breaker: self.breaker,
            health: self.health,
            resolved: RwLock::default(),
        }
    }
}

impl World {
    /// Adds what can run a module, under what holds for it. A module that is installed comes with its receipt.
    pub(crate) fn put(&mut self, mut slot: Slot, receipt: Option<&Receipt>) {
        slot.standing = self.standing(&slot.descriptor, receipt);
        let reuse = self.config.as_ref().and_then(|config| config.reuse(slot.descriptor.id.as_str()));
        if let (Some(component), Some(settings)) = (&slot.component, reuse) {
            component.reuse(config::reuse(settings));
        }
        if slot.breaker.is_none() && !slot.is_native() {
            slot.breaker = Some(Arc::new(Breaker::new(self.breaker, Instant::now())));
        }
        let (id, version) = (slot.descriptor.id.clone(), slot.descriptor.version.clone());
        self.slots.entry(id).or_default().insert(version, Arc::new(slot));
    }

    /// Looks again at what holds for a module; what was counted of it goes on.
    pub(crate) fn look_again(&mut self, receipt: &Receipt) {
        if let Some(slot) = self.get(receipt.id().as_str(), receipt.version()) {
            let slot = Slot::clone(slot);
            self.put(slot, Some(receipt));
        }
    }

    fn standing(&self, descriptor: &Descriptor, receipt: Option<&Receipt>) -> Standing {
        let mut standing = Standing::new(self.config.as_deref(), self.settings.get(&descriptor.id), descriptor);
        if let Some(receipt) = receipt {
            standing.granted = receipt.grants.clone();
            standing.edges = Some(receipt.edges.clone());
        }
        standing
    }

    pub(crate) fn take(&mut self, id: &str, version: &Version) {
        if let Some(versions) = self.slots.get_mut(id) {
            versions.remove(version);
            if versions.is_empty() {
                self.slots.remove(id);
            }
        }
    }

    pub(crate) fn get(&self, id: &str, version: &Version) -> Option<&Arc<Slot>> {
        self.slots.get(id)?.get(version)
    }

    /// By id, oldest version first.
    pub(crate) fn slots(&self) -> impl Iterator<Item = &Arc<Slot>> {
        self.slots.values().flat_map(BTreeMap::values)
    }

    /// The newest version that fits, or that which is configured, or the newest release.
    pub(crate) fn find(&self, module: &str, version: Option<&VersionReq>) -> Result<&Arc<Slot>, Failure> {
        let said = if version.is_none() { self.said(module) } else { None };
        let descriptor = match version.or(said.as_ref()) {
            Some(requirement) => self.registry.get(module, requirement)?,
            None => self.registry.newest(module)?,
        };
        self.get(descriptor.id.as_str(), &descriptor.version).ok_or_else(|| {
            Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the catalog knows a module that is not here")
                .with_module(&descriptor.id)
        })
    }

    /// Which versions of a module may answer where the caller does not say, as the program says, else its configuration.
    fn said(&self, module: &str) -> Option<VersionReq> {
        let said = self.settings.get(module).and_then(|settings| settings.version.clone());
        said.or_else(|| self.config.as_ref()?.version(module).answers())
    }

    /// The catalog that modules choose from which others they work with.
    fn answering(&self) -> Registry {
        let configured = self.config.iter().flat_map(|config| config.modules());
        let ids: BTreeSet<_> = self.settings.keys().cloned().chain(configured).collect();
        answering(&self.registry, ids.iter().filter_map(|id| Some((id, self.said(id.as_str())?))))
    }

    /// The versions of everything that this module may call, and of what that may call: one for each id.
    pub(crate) fn resolution(&self, slot: &Slot) -> Resolved {
        let key = (slot.descriptor.id.clone(), slot.descriptor.version.clone());
        if let Some(known) = self.resolved.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        // Without a lock meanwhile; whoever comes at the same time finds the same.
        let resolved = self.resolve(slot);
        self.resolved.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert(resolved).clone()
    }

    fn resolve(&self, slot: &Slot) -> Resolved {
        let descriptor = &slot.descriptor;
        let mut options = ResolveOptions::new();
        options.locked.clone_from(&self.locked);
        let resolution = self.answering().resolve(&descriptor.dependencies, &options);
        let resolution = resolution.map_err(|error| unmet(descriptor, error))?;
        let chosen = resolution.modules().map(|module| (module.entry.id().clone(), module.entry.version().clone()));
        Ok(Arc::new(chosen.collect()))
    }
}

/// A module lacks what it needs, which is no fault of the call.
fn unmet(descriptor: &Descriptor, error: ResolveError) -> Failure {
    let missing = match &error {
        ResolveError::NotFound(RegistryError::NotFound { id, nearest, .. }) if nearest.is_empty() => Some(id.clone()),
        _ => None,
    };
    let cause = Failure::from(error);
    let hints = match missing {
        Some(id) => vec![format!("install or register `{id}`")],
        None => cause.hints().to_vec(),
    };
    let message = format!("the modules that it needs do not go together: {}", cause.message());
    let failure = Failure::new(ErrorKind::Dependency, code::MODULE_DEPENDENCY, message)
        .with_details(cause.details().clone())
        .with_source(cause)
        .with_module(&descriptor.id)
        .with_version(&descriptor.version);
    hints.into_iter().fold(failure, Failure::with_hint)
}
