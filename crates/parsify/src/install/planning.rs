use std::collections::{BTreeMap, BTreeSet};

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::semver::{Comparator, Op};
use parsify_interface::{Dependency, ModuleId, Version, VersionReq};
use parsify_loader::{Receipt, State};
use parsify_registry::{Lock, Registry, RegistryError, ResolveOptions};

use super::available::{Available, PROVIDED, read};
use super::gather::known;
use super::plan::{Marked, removal, towards};
use super::{Goal, Installer, Plan};
use crate::answering::answering;

/// What versions are chosen by.
#[derive(Default)]
struct Wish {
    roots: BTreeMap<ModuleId, Dependency>,
    options: ResolveOptions,
    /// What is asked for from now on.
    wanted: BTreeSet<ModuleId>,
}

impl Installer {
    /// Works out what a goal comes to. Modules of sources are compiled and asked for their descriptors; nothing is changed.
    ///
    /// # Errors
    ///
    /// A file is no module; no versions go together, with an explanation; kind `NotFound` for a module that is not installed;
    /// kind `Dependency` when something is to be removed that others need; what the store says.
    ///
    /// # Panics
    ///
    /// If called outside a tokio runtime.
    pub async fn plan(&self, goal: Goal) -> Result<Plan, Failure> {
        let state = self.store.state()?;
        match goal {
            Goal::Remove { ids, force } => self.plan_removal(&state, &ids, force),
            Goal::Add { paths, replace } => {
                let host = self.host()?;
                let mut available = self.everything(&host, &state).await?;
                let mut wish = self.wish(&state, true);
                for path in paths {
                    let offered = read(&host, &path, &known(&state), |done, total| self.tell(done, total)).await?;
                    let (whole, offered) = (path.is_dir(), available.add(offered, replace)?);
                    wish.want_newest(offered, whole);
                }
                self.choose(&state, available, wish)
            }
            Goal::Update { modules } => {
                let available = self.everything(&self.host()?, &state).await?;
                let mut wish = self.wish(&state, !modules.is_empty());
                for (module, requirement) in modules {
                    let receipt = receipt(&state, &available, &module)?;
                    wish.let_go(receipt, requirement);
                }
                let updates = self.updates(&state, &available)?;
                Ok(Plan { updates, ..self.choose(&state, available, wish)? })
            }
            Goal::Sync => {
                let host = self.host()?;
                let mut available = self.everything(&host, &state).await?;
                let mut wish = self.wish(&state, true);
                if let Some(lock) = self.locked()? {
                    for path in self.locked_files(&lock) {
                        available.add(
                            read(&host, &path, &known(&state), |done, total| self.tell(done, total)).await?,
                            false,
                        )?;
                    }
                    wish.prefer(&lock, &available)?;
                }
                self.choose(&state, available, wish)
            }
        }
    }

    /// What is asked for now, at the versions that are there if `locked`.
    fn wish(&self, state: &State, locked: bool) -> Wish {
        let mut wish = Wish::default();
        for receipt in state.receipts() {
            let (id, version) = (receipt.id().clone(), receipt.version().clone());
            if receipt.asked_for {
                let root = Dependency::new(id.clone(), at_least(&version));
                wish.roots.insert(id.clone(), root);
            }
            if receipt.pinned {
                wish.options.pins.insert(id, version);
            } else if locked {
                wish.options.locked.insert(id, version);
            }
        }
        for dependency in &self.dependencies {
            wish.wanted.insert(dependency.id.clone());
            wish.roots.insert(dependency.id.clone(), dependency.clone());
        }
        wish
    }

    /// Chooses versions, and says what leads there.
    fn choose(&self, state: &State, mut available: Available, wish: Wish) -> Result<Plan, Failure> {
        available.registry = self.answering(&available)?;
        let roots: Vec<_> = wish.roots.into_values().collect();
        let resolution = available.registry.resolve(&roots, &wish.options)?;
        let changes = towards(state, &resolution, &available, &wish.wanted);
        let marked = resolution.marked().filter_map(|entry| {
            let (id, version, mark) = (entry.id().clone(), entry.version().clone(), entry.mark()?.clone());
            Some(Marked { id, version, mark })
        });
        Ok(Plan {
            marked: marked.collect(),
            changes,
            unusable: available.unusable.clone(),
            broken: Vec::new(),
            updates: Vec::new(),
            pins: false,
            generation: state.generation(),
            available,
            resolution: Some(resolution),
        })
    }

    /// What may be chosen from: only versions that may answer. A module of which none may is a mistake to be told of.
    pub(super) fn answering(&self, available: &Available) -> Result<Registry, RegistryError> {
        let registry = &available.registry;
        for (id, requirement) in self.versions.iter().filter(|(id, _)| registry.versions(id.as_str()).is_ok()) {
            registry.get(id.as_str(), requirement)?;
        }
        Ok(answering(registry, self.versions.iter().map(|(id, requirement)| (id, requirement.clone()))))
    }

    fn plan_removal(&self, state: &State, ids: &[String], force: bool) -> Result<Plan, Failure> {
        let mut available = self.installed(state)?;
        let (mut gone, mut broken) = (BTreeSet::new(), Vec::new());
        for module in ids {
            gone.insert(receipt(state, &available, module)?.id().clone());
        }
        // Those that go together need each other no more, so whoever is left is asked at the end.
        let mut left = available.registry.clone();
        for receipt in state.receipts().filter(|receipt| gone.contains(receipt.id())) {
            let removed = left.unregister_forced(receipt.id().as_str(), receipt.version())?;
            broken.extend(
                removed
                    .broken
                    .into_iter()
                    .filter(|dependent| !gone.contains(&dependent.id))
                    .map(|dependent| (receipt.id().clone(), receipt.version().clone(), dependent)),
            );
        }
        if !force && !broken.is_empty() {
            let (id, version, _) = broken[0].clone();
            let of_it = broken.into_iter().filter(|(of, _, _)| *of == id);
            let dependents = of_it.map(|(_, _, dependent)| dependent).collect();
            return Err(RegistryError::Needed { id, version, dependents }.into());
        }
        let broken = broken.iter().map(|(id, _, dependent)| format!("{dependent} needs `{id}`")).collect();
        let needed = still_needed(state, &gone);
        let gone = state.receipts().filter(|receipt| gone.contains(receipt.id()) || !needed.contains(receipt.id()));
        let changes: Vec<_> = gone.map(|receipt| removal(receipt)).collect();
        available.registry = left;
        let generation = state.generation();
        let (unusable, marked, updates) = (Vec::new(), Vec::new(), Vec::new());
        let (pins, resolution) = (false, None);
        Ok(Plan { changes, unusable, marked, broken, updates, pins, generation, available, resolution })
    }
}

impl Wish {
    /// The newest of each module of a source. Of a whole folder, the newest that go together: nobody named one.
    fn want_newest(&mut self, offered: Vec<(ModuleId, Version)>, whole: bool) {
        let mut newest: BTreeMap<ModuleId, Version> = BTreeMap::new();
        for (id, version) in offered {
            let known = newest.entry(id).or_insert_with(|| version.clone());
            // A release before any pre-release.
            if (version.pre.is_empty(), &version) > (known.pre.is_empty(), &*known) {
                *known = version;
            }
        }
        for (id, version) in newest {
            self.options.pins.remove(&id);
            self.options.locked.remove(&id);
            self.wanted.insert(id.clone());
            let requirement = if whole && version.pre.is_empty() { VersionReq::STAR } else { exactly(&version) };
            self.roots.insert(id.clone(), Dependency::new(id, requirement));
        }
    }

    /// What is locked comes before everything else, in the very bytes that were locked.
    fn prefer(&mut self, lock: &Lock, available: &Available) -> Result<(), Failure> {
        lock.check_digests(&available.registry)?;
        let locked = lock.modules().map(|(id, locked)| (id.clone(), locked.version.clone()));
        self.options.locked.extend(locked);
        Ok(())
    }

    /// A module that need not stay at its version.
    fn let_go(&mut self, receipt: &Receipt, requirement: Option<VersionReq>) {
        let id = receipt.id();
        self.options.locked.remove(id);
        if let Some(requirement) = requirement {
            self.options.pins.remove(id);
            self.roots.insert(id.clone(), Dependency::new(id.clone(), requirement));
        } else if !receipt.asked_for && !self.roots.contains_key(id) {
            // Nothing else would make it move: it is wanted in the newest version that goes together with the rest.
            let dependency = Dependency::new(id.clone(), at_least(receipt.version())).optional();
            self.roots.insert(id.clone(), dependency);
        }
    }
}

fn receipt<'a>(state: &'a State, available: &Available, module: &str) -> Result<&'a Receipt, Failure> {
    let found = ModuleId::new(module).ok().and_then(|id| state.versions(&id).next_back());
    match found {
        Some(receipt) => Ok(receipt),
        None => Err(not_installed(state, available, module)),
    }
}

pub(super) fn not_installed(state: &State, available: &Available, module: &str) -> Failure {
    let provided = available.registry.newest_entry(module).is_ok_and(|entry| entry.source() == Some(PROVIDED));
    let failure = Failure::new(
        ErrorKind::NotFound,
        code::INSTALL_NOT_INSTALLED,
        format!("`{}` is not installed", module.escape_debug()),
    );
    if provided {
        return failure.with_hint("it is a part of this program, and comes and goes with it");
    }
    let near = parsify_registry::nearest(module, state.receipts().map(|receipt| receipt.id().as_str()));
    match near.first() {
        Some(near) => failure.with_hint(format!("did you mean `{near}`?")),
        None => failure.with_hint("`parsify modules list` shows what is installed"),
    }
}

/// What is needed by what somebody asked for, when those are gone.
fn still_needed(state: &State, gone: &BTreeSet<ModuleId>) -> BTreeSet<ModuleId> {
    let left = |receipt: &&Receipt| !gone.contains(receipt.id());
    let by_id: BTreeMap<_, _> = state.receipts().map(|receipt| &**receipt).filter(left).map(|r| (r.id(), r)).collect();
    let mut needed = BTreeSet::new();
    let mut looked: Vec<_> = by_id.values().filter(|receipt| receipt.asked_for).map(|receipt| receipt.id()).collect();
    while let Some(id) = looked.pop() {
        if needed.insert(id.clone())
            && let Some(receipt) = by_id.get(id)
        {
            looked.extend(receipt.descriptor.dependencies.iter().map(|dependency| &dependency.id));
        }
    }
    needed
}

/// What is installed, or anything newer; a pre-release is taken only where one is.
pub(super) fn at_least(version: &Version) -> VersionReq {
    if version.pre.is_empty() { VersionReq::STAR } else { requirement(version, Op::GreaterEq) }
}

pub(super) fn exactly(version: &Version) -> VersionReq {
    requirement(version, Op::Exact)
}

fn requirement(version: &Version, op: Op) -> VersionReq {
    let (minor, patch) = (Some(version.minor), Some(version.patch));
    VersionReq { comparators: vec![Comparator { op, major: version.major, minor, patch, pre: version.pre.clone() }] }
}
