//! Which versions of a module may be chosen at all.

use std::collections::BTreeMap;

use parsify_interface::{Dependency, ModuleId};
use semver::{Version, VersionReq};

use super::ResolveOptions;
use crate::versions::{is_exact, same};
use crate::{Entry, Registry};

pub(super) struct Candidates<'a> {
    pub(super) registry: &'a Registry,
    /// What is wanted, by id.
    pub(super) roots: Vec<&'a Dependency>,
    pub(super) options: &'a ResolveOptions,
    /// What was chosen already and stays.
    pub(super) fixed: BTreeMap<ModuleId, Version>,
    /// What is asked for exactly, which a version meets although it was withdrawn.
    exact: BTreeMap<&'a ModuleId, Vec<&'a VersionReq>>,
}

impl<'a> Candidates<'a> {
    pub(super) fn new(registry: &'a Registry, roots: &'a [Dependency], options: &'a ResolveOptions) -> Self {
        let mut roots: Vec<_> = roots.iter().collect();
        // The answer is the same in whatever order things are asked for.
        roots.sort_by(|first, second| first.id.cmp(&second.id));
        let mut exact: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for root in roots.iter().filter(|root| is_exact(&root.version)) {
            exact.entry(&root.id).or_default().push(&root.version);
        }
        Self { registry, roots, options, fixed: BTreeMap::new(), exact }
    }

    /// The versions that may be chosen, newest first.
    pub(super) fn of(&self, id: &ModuleId) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let only = self.fixed.get(id).or_else(|| self.options.pins.get(id)).cloned();
        let locked = self.options.locked.get(id).cloned();
        let exact = self.exact.get(id).cloned().unwrap_or_default();
        self.registry.known_or_none(id.as_str()).iter().filter(move |entry| {
            let version = entry.version();
            match &only {
                Some(only) => same(only, version),
                None => {
                    !entry.is_yanked()
                        || locked.as_ref().is_some_and(|locked| same(locked, version))
                        || exact.iter().any(|requirement| requirement.matches(version))
                }
            }
        })
    }

    pub(super) fn roots_of(&self, id: &ModuleId) -> impl Iterator<Item = &'a Dependency> {
        let from = self.roots.partition_point(|root| root.id < *id);
        let to = self.roots.partition_point(|root| root.id <= *id);
        self.roots[from..to].iter().copied()
    }

    pub(super) fn is_locked(&self, entry: &Entry) -> bool {
        self.options.locked.get(entry.id()).is_some_and(|locked| same(locked, entry.version()))
    }
}
