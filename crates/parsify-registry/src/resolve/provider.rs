//! The catalog as the solver sees it.

use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use parsify_interface::{Dependency, ModuleId};
use pubgrub::{Dependencies, DependencyConstraints, DependencyProvider, PackageResolutionStatistics};
use semver::Version;

use super::candidates::Candidates;
use super::range::{Key, Set, set};

/// What the solver chooses a version of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Package {
    /// What is asked for; one version.
    Root,
    /// A module.
    Module(ModuleId),
    /// An optional dependency of a version, or of what is asked for: 1 is with it, 0 without.
    Optional(Option<(ModuleId, Version)>, ModuleId),
}

impl fmt::Display for Package {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => f.write_str("the request"),
            Self::Module(id) => write!(f, "{id}"),
            Self::Optional(_, id) => write!(f, "{id}, if it can be had"),
        }
    }
}

pub(super) const ROOT: Key = Key::release((1, 0, 0));
const WITH: Key = Key::release((1, 0, 0));
const WITHOUT: Key = Key::release((0, 0, 0));

/// What a step costs, in versions that are looked at.
const STEP: u64 = 16;

/// More work than is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bound on work is reached")]
pub(super) struct Exhausted;

pub(super) struct Provider<'a> {
    pub(super) candidates: Candidates<'a>,
    /// Optional dependencies are looked at, too.
    pub(super) optional: bool,
    work: Cell<u64>,
}

impl<'a> Provider<'a> {
    pub(super) fn new(candidates: Candidates<'a>) -> Self {
        Self { candidates, optional: false, work: Cell::new(0) }
    }

    fn spend(&self, work: u64) {
        self.work.set(self.work.get().saturating_add(work));
    }

    fn is_exhausted(&self) -> bool {
        self.work.get() / STEP > self.candidates.options.max_work
    }

    /// What is wanted, as the solver takes it: for each module one set of versions, and for each optional dependency that
    /// can be met at all a package of its own.
    fn constraints<'d>(
        &self,
        by: Option<(&ModuleId, &Version)>,
        wanted: impl Iterator<Item = &'d Dependency>,
    ) -> DependencyConstraints<Package, Set> {
        let mut needed: BTreeMap<&ModuleId, Set> = BTreeMap::new();
        let mut optional = BTreeSet::new();
        for dependency in wanted {
            if !dependency.optional {
                let all = needed.entry(&dependency.id).or_insert_with(Set::full);
                *all = all.intersection(&set(&dependency.version));
            } else if self.optional && self.can_be_met(dependency) {
                optional.insert(&dependency.id);
            }
        }
        let needed = needed.into_iter().map(|(id, set)| (Package::Module(id.clone()), set));
        let either = || Set::singleton(WITH).union(&Set::singleton(WITHOUT));
        let by = || by.map(|(id, version)| (id.clone(), version.clone()));
        let optional = optional.into_iter().map(|id| (Package::Optional(by(), id.clone()), either()));
        needed.chain(optional).collect()
    }

    fn can_be_met(&self, dependency: &Dependency) -> bool {
        let mut candidates = self.candidates.of(&dependency.id);
        candidates.any(|entry| {
            self.spend(1);
            dependency.version.matches(entry.version())
        })
    }

    /// What an optional dependency asks for when it is taken.
    fn taken(&self, by: Option<&(ModuleId, Version)>, id: &ModuleId) -> DependencyConstraints<Package, Set> {
        let wanted: Vec<_> = match by {
            None => self.candidates.roots_of(id).filter(|root| root.optional).map(|root| &root.version).collect(),
            Some((by, version)) => {
                let entry = self.candidates.registry.find(by.as_str(), version);
                let dependency = entry.and_then(|entry| entry.descriptor().dependency(id.as_str()));
                dependency.map(|dependency| &dependency.version).into_iter().collect()
            }
        };
        wanted.into_iter().map(|requirement| (Package::Module(id.clone()), set(requirement))).collect()
    }
}

impl DependencyProvider for Provider<'_> {
    type P = Package;
    type V = Key;
    type VS = Set;
    type M = String;
    type Err = Exhausted;
    /// What is needed comes before what is optional; then what clashed most; then what has the fewest versions left.
    type Priority = (bool, u32, Reverse<usize>);

    fn prioritize(&self, package: &Package, range: &Set, conflicts: &PackageResolutionStatistics) -> Self::Priority {
        match package {
            Package::Module(id) => {
                let mut looked_at = 0;
                let left = self.candidates.of(id).inspect(|_| looked_at += 1);
                let left = left.filter(|entry| range.contains(&Key::of(entry.version()))).count();
                // Each clash leaves a rule behind that every later step for this module looks at.
                let clashes = conflicts.conflict_count();
                self.spend(looked_at + u64::from(clashes));
                (true, if left == 0 { u32::MAX } else { clashes }, Reverse(left))
            }
            Package::Root => (true, u32::MAX, Reverse(0)),
            Package::Optional(..) => (false, 0, Reverse(0)),
        }
    }

    fn choose_version(&self, package: &Package, range: &Set) -> Result<Option<Key>, Exhausted> {
        let Package::Module(id) = package else {
            return Ok([WITH, WITHOUT].into_iter().find(|key| range.contains(key)));
        };
        let mut newest = None;
        for entry in self.candidates.of(id) {
            self.spend(1);
            let key = Key::of(entry.version());
            if range.contains(&key) {
                if self.candidates.is_locked(entry) {
                    return Ok(Some(key));
                }
                newest.get_or_insert(key);
            }
        }
        Ok(newest)
    }

    fn get_dependencies(
        &self,
        package: &Package,
        version: &Key,
    ) -> Result<Dependencies<Package, Set, String>, Exhausted> {
        let constraints = match package {
            Package::Root => self.constraints(None, self.candidates.roots.iter().copied()),
            Package::Module(id) => {
                match self.candidates.registry.find(id.as_str(), &version.version()) {
                    Some(entry) => {
                        self.constraints(Some((id, entry.version())), entry.descriptor().dependencies.iter())
                    }
                    // A version that was chosen is there.
                    None => DependencyConstraints::default(),
                }
            }
            Package::Optional(by, id) if *version == WITH => self.taken(by.as_ref(), id),
            Package::Optional(..) => DependencyConstraints::default(),
        };
        Ok(Dependencies::Available(constraints))
    }

    fn should_cancel(&self) -> Result<(), Exhausted> {
        self.spend(STEP);
        if self.is_exhausted() { Err(Exhausted) } else { Ok(()) }
    }
}
