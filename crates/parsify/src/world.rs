use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{ModuleId, Version, VersionReq};
use parsify_registry::{Registry, ResolveOptions};

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
    /// Versions that a lock file wants.
    pub(crate) locked: Chosen,
    /// What modules that call others work with, found out when they are first called.
    resolved: RwLock<BTreeMap<(ModuleId, Version), Resolved>>,
}

impl Clone for World {
    /// Another set of modules resolves anew.
    fn clone(&self) -> Self {
        let Self { registry, slots, locked, .. } = self;
        let (registry, slots, locked) = (registry.clone(), slots.clone(), locked.clone());
        Self { registry, slots, locked, resolved: RwLock::default() }
    }
}

impl World {
    pub(crate) fn put(&mut self, slot: Slot) {
        let (id, version) = (slot.descriptor.id.clone(), slot.descriptor.version.clone());
        self.slots.entry(id).or_default().insert(version, Arc::new(slot));
    }

    pub(crate) fn take(&mut self, id: &str, version: &Version) {
        if let Some(versions) = self.slots.get_mut(id) {
            versions.remove(version);
            if versions.is_empty() {
                self.slots.remove(id);
            }
        }
    }

    /// Changes what the host says of a module.
    pub(crate) fn stand(&mut self, id: &str, version: &Version, change: impl FnOnce(&mut Standing)) {
        if let Some(slot) = self.slots.get_mut(id).and_then(|versions| versions.get_mut(version)) {
            *slot = Arc::new(slot.with_standing(change));
        }
    }

    pub(crate) fn get(&self, id: &str, version: &Version) -> Option<&Arc<Slot>> {
        self.slots.get(id)?.get(version)
    }

    /// By id, oldest version first.
    pub(crate) fn slots(&self) -> impl Iterator<Item = &Arc<Slot>> {
        self.slots.values().flat_map(BTreeMap::values)
    }

    /// The newest version that fits, or the newest release.
    pub(crate) fn find(&self, module: &str, version: Option<&VersionReq>) -> Result<&Arc<Slot>, Failure> {
        let descriptor = match version {
            Some(requirement) => self.registry.get(module, requirement)?,
            None => self.registry.newest(module)?,
        };
        self.get(descriptor.id.as_str(), &descriptor.version).ok_or_else(|| {
            Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the catalog knows a module that is not here")
                .with_module(&descriptor.id)
        })
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
        let resolution = self.registry.resolve(&descriptor.dependencies, &options).map_err(|error| {
            let failure = Failure::from(error);
            let message = format!("the modules that it needs do not go together: {}", failure.message());
            let hints = failure.hints().to_vec();
            let outer = Failure::new(ErrorKind::Dependency, code::MODULE_DEPENDENCY, message)
                .with_details(failure.details().clone())
                .with_source(failure)
                .with_module(&descriptor.id)
                .with_version(&descriptor.version);
            hints.into_iter().fold(outer, Failure::with_hint)
        })?;
        let chosen = resolution.modules().map(|module| (module.entry.id().clone(), module.entry.version().clone()));
        Ok(Arc::new(chosen.collect()))
    }
}
