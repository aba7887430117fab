use std::collections::BTreeMap;
use std::fmt;

use parsify_interface::{Dependency, Grants, ModuleId};
use semver::{Version, VersionReq};
use serde::Serialize;

use crate::Entry;

/// Versions of modules that fit together, and how they depend on each other. Made by
/// [`Registry::resolve`](crate::Registry::resolve); it has one version of each module and no cycles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    pub(super) modules: BTreeMap<ModuleId, Resolved>,
    pub(super) roots: Vec<Edge>,
    pub(super) absent: Vec<Absent>,
}

/// A version that was chosen.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Resolved {
    /// The version, with its digest, source and mark.
    pub entry: Entry,
    /// What it depends on and gets, by id.
    pub dependencies: Vec<Edge>,
}

/// A dependency that is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Edge {
    /// The module that is depended on.
    pub id: ModuleId,
    /// The version that was chosen of it.
    pub version: Version,
    /// What was asked for.
    pub requirement: VersionReq,
    /// It could have been left out.
    pub optional: bool,
    /// What of its own grants the other module may use when it is called over this dependency.
    pub grants: Grants,
}

impl Edge {
    pub(super) fn new(dependency: &Dependency, version: &Version) -> Self {
        Self {
            id: dependency.id.clone(),
            version: version.clone(),
            requirement: dependency.version.clone(),
            optional: dependency.optional,
            grants: dependency.grants.iter().copied().collect(),
        }
    }
}

/// An optional dependency that is not met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Absent {
    /// The module that goes without, and its version; `None` for what was asked for itself.
    pub by: Option<(ModuleId, Version)>,
    /// The module that it would use.
    pub id: ModuleId,
    /// The versions that would do.
    pub requirement: VersionReq,
    /// Why it is left out.
    pub reason: AbsentReason,
}

/// Why an optional dependency is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum AbsentReason {
    /// There is no such module.
    NotRegistered,
    /// No version fits that may be chosen.
    NoFittingVersion {
        /// The versions there are, newest first.
        versions: Vec<Version>,
    },
    /// Another version was chosen, which does not fit.
    OtherVersion {
        /// The version that was chosen.
        version: Version,
    },
    /// What it needs itself does not fit the rest.
    Clash,
    /// The modules would need each other in a circle.
    Cycle,
}

impl fmt::Display for AbsentReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRegistered => f.write_str("there is no such module"),
            Self::NoFittingVersion { .. } => f.write_str("no version fits"),
            Self::OtherVersion { version } => write!(f, "{version} was chosen, which does not fit"),
            Self::Clash => f.write_str("what it needs itself does not fit the rest"),
            Self::Cycle => f.write_str("the modules would need each other in a circle"),
        }
    }
}

impl Resolution {
    /// Every version that was chosen, by id.
    pub fn modules(&self) -> impl ExactSizeIterator<Item = &Resolved> {
        self.modules.values()
    }

    /// The version that was chosen of a module.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Resolved> {
        self.modules.get(id)
    }

    /// What was asked for and is met, by id.
    #[must_use]
    pub fn roots(&self) -> &[Edge] {
        &self.roots
    }

    /// The optional dependencies that are not met.
    #[must_use]
    pub fn absent(&self) -> &[Absent] {
        &self.absent
    }

    /// The versions that are deprecated or were withdrawn, by id: what a person should hear of.
    pub fn marked(&self) -> impl Iterator<Item = &Entry> {
        self.modules().map(|resolved| &resolved.entry).filter(|entry| entry.mark().is_some())
    }

    /// The modules in levels: those of the first depend on nothing, those of another on modules of the levels before it
    /// only. Modules of one level can be loaded at the same time. Within a level by id.
    #[must_use]
    pub fn order(&self) -> Vec<Vec<&Resolved>> {
        let mut waiting: BTreeMap<&ModuleId, usize> = BTreeMap::new();
        let mut users: BTreeMap<&ModuleId, Vec<&ModuleId>> = BTreeMap::new();
        for (id, resolved) in &self.modules {
            waiting.insert(id, resolved.dependencies.len());
            for edge in &resolved.dependencies {
                users.entry(&edge.id).or_default().push(id);
            }
        }
        let mut level: Vec<_> = waiting.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
        let mut levels = Vec::new();
        while !level.is_empty() {
            let mut next = Vec::new();
            for user in level.iter().flat_map(|id| users.get(id).into_iter().flatten()) {
                if let Some(count) = waiting.get_mut(user) {
                    *count -= 1;
                    if *count == 0 {
                        next.push(*user);
                    }
                }
            }
            next.sort_unstable();
            levels.push(level.iter().filter_map(|id| self.modules.get(*id)).collect());
            level = next;
        }
        levels
    }
}
