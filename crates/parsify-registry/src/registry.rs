use std::sync::Arc;

use imbl::{HashMap, OrdMap};
use parsify_interface::{Descriptor, ModuleId};
use semver::{Version, VersionReq};

use crate::versions::{admits, newest, no_fitting_version, no_such_version, position};
use crate::{Entry, RegistryError, Withdrawn, nearest};

/// The catalog: descriptors by id and version.
///
/// Build metadata does not tell versions apart, as SemVer has it (§10): `1.0.0+a` and `1.0.0+b` are the same version, the
/// second one is refused, and either text finds the one that is there.
///
/// A yanked version is found only where it is asked for exactly: by [`get_exact`](Self::get_exact), or with a requirement
/// of the form `=1.2.3`. A deprecated one is found as any other; its [mark](Entry::mark) says so.
///
/// A clone costs the same whatever the catalog holds, and is a catalog of its own: what one of them learns later, the
/// other does not. [`SharedRegistry`](crate::SharedRegistry) shares one between threads on that ground.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// The versions of each id, newest first; never an empty list.
    pub(crate) modules: OrdMap<ModuleId, Arc<Vec<Entry>>>,
    /// The same lists. To find an id among ten thousand in order costs a dozen comparisons, each somewhere else in memory.
    pub(crate) by_id: HashMap<ModuleId, Arc<Vec<Entry>>>,
    /// How many versions there are.
    pub(crate) versions: usize,
}

impl Registry {
    /// An empty catalog.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The newest version that fits. Pre-releases fit as semver has it: only a requirement that names a pre-release of
    /// the same version takes one.
    ///
    /// # Errors
    ///
    /// There is no such module, or no version that fits, or those that fit were withdrawn.
    pub fn get(&self, id: &str, requirement: &VersionReq) -> Result<&Arc<Descriptor>, RegistryError> {
        self.entry(id, requirement).map(Entry::descriptor)
    }

    /// That version, also when it was withdrawn.
    ///
    /// # Errors
    ///
    /// There is no such module or version.
    pub fn get_exact(&self, id: &str, version: &Version) -> Result<&Arc<Descriptor>, RegistryError> {
        self.entry_exact(id, version).map(Entry::descriptor)
    }

    /// The newest release, or the newest pre-release when there is nothing else.
    ///
    /// # Errors
    ///
    /// There is no such module, or all its versions were withdrawn.
    pub fn newest(&self, id: &str) -> Result<&Arc<Descriptor>, RegistryError> {
        self.newest_entry(id).map(Entry::descriptor)
    }

    /// As [`get`](Self::get), with digest, source and mark.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn entry(&self, id: &str, requirement: &VersionReq) -> Result<&Entry, RegistryError> {
        let known = self.known(id)?;
        known.iter().find(|entry| admits(requirement, entry)).ok_or_else(|| no_fitting_version(known, requirement))
    }

    /// As [`get_exact`](Self::get_exact), with digest, source and mark.
    ///
    /// # Errors
    ///
    /// As [`get_exact`](Self::get_exact).
    pub fn entry_exact(&self, id: &str, version: &Version) -> Result<&Entry, RegistryError> {
        let known = self.known(id)?;
        position(known, version).map(|index| &known[index]).map_err(|_| no_such_version(known, version))
    }

    /// As [`entry_exact`](Self::entry_exact), for whoever expects that it may not be there: a miss costs no search for ids
    /// that are written alike.
    #[must_use]
    pub fn find(&self, id: &str, version: &Version) -> Option<&Entry> {
        let known = self.known_or_none(id);
        position(known, version).ok().map(|index| &known[index])
    }

    /// As [`newest`](Self::newest), with digest, source and mark.
    ///
    /// # Errors
    ///
    /// As [`newest`](Self::newest).
    pub fn newest_entry(&self, id: &str) -> Result<&Entry, RegistryError> {
        let known = self.known(id)?;
        newest(known).ok_or_else(|| RegistryError::Yanked {
            id: known[0].id().clone(),
            requirement: VersionReq::STAR,
            versions: known.iter().filter_map(Withdrawn::of).collect(),
        })
    }

    /// Every version of a module, newest first, those that were withdrawn included.
    ///
    /// # Errors
    ///
    /// There is no such module.
    pub fn versions(&self, id: &str) -> Result<impl Iterator<Item = &Version>, RegistryError> {
        Ok(self.known(id)?.iter().map(Entry::version))
    }

    /// How many versions of modules there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.versions
    }

    /// True when there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.versions == 0
    }

    /// Ids that are written alike, best first. The case makes no difference.
    pub(crate) fn nearest(&self, id: &str) -> Vec<String> {
        nearest(id, self.modules.keys().map(ModuleId::as_str)).into_iter().map(str::to_owned).collect()
    }

    pub(crate) fn known(&self, id: &str) -> Result<&[Entry], RegistryError> {
        self.by_id.get(id).map(|known| known.as_slice()).ok_or_else(|| RegistryError::NotFound {
            id: id.chars().take(80).collect(),
            nearest: self.nearest(id),
            modules: self.modules.len(),
        })
    }

    /// The versions of a module, or none when there is no such module.
    pub(crate) fn known_or_none(&self, id: &str) -> &[Entry] {
        self.by_id.get(id).map_or(&[], |known| known.as_slice())
    }
}
