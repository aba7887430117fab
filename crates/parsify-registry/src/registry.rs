use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use parsify_interface::{Descriptor, ModuleId};
use semver::{Version, VersionReq};

use crate::{RegistryError, nearest};

/// The catalog: descriptors by id and version.
///
/// Build metadata does not tell versions apart, as SemVer has it (§10): `1.0.0+a` and `1.0.0+b` are the same version, the
/// second one is refused, and either text finds the one that is there.
///
/// Changes take `&mut self`; a host that shares a catalog puts a lock around it or swaps clones. A clone copies the
/// index and shares the descriptors.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// The versions of each id, newest first; never an empty list.
    modules: BTreeMap<ModuleId, Vec<Arc<Descriptor>>>,
}

impl Registry {
    /// An empty catalog.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a module version.
    ///
    /// # Errors
    ///
    /// The descriptor is not valid, or its id and version are taken. The catalog is then unchanged.
    pub fn register(&mut self, descriptor: Descriptor) -> Result<Arc<Descriptor>, RegistryError> {
        if let Err(source) = descriptor.validate() {
            let Descriptor { id, version, .. } = descriptor;
            return Err(RegistryError::Invalid { id, version, source });
        }
        let versions = self.modules.entry(descriptor.id.clone()).or_default();
        match position(versions, &descriptor.version) {
            Ok(index) => {
                let registered = versions[index].version.clone();
                Err(RegistryError::Duplicate { id: descriptor.id, version: descriptor.version, registered })
            }
            Err(index) => {
                let descriptor = Arc::new(descriptor);
                versions.insert(index, Arc::clone(&descriptor));
                Ok(descriptor)
            }
        }
    }

    /// Removes a module version, and gives it back.
    ///
    /// # Errors
    ///
    /// There is no such module or version.
    pub fn unregister(&mut self, id: &str, version: &Version) -> Result<Arc<Descriptor>, RegistryError> {
        let known = self.versions_of(id)?;
        let index = position(known, version).map_err(|_| no_such_version(known, version))?;
        let key = known[index].id.clone();
        let removed = Arc::clone(&known[index]);
        if known.len() == 1 {
            self.modules.remove(&key);
        } else if let Some(versions) = self.modules.get_mut(&key) {
            versions.remove(index);
        }
        Ok(removed)
    }

    /// The newest version that fits. Pre-releases fit as semver has it: only a requirement that names a pre-release of
    /// the same version takes one.
    ///
    /// # Errors
    ///
    /// There is no such module, or no version that fits.
    pub fn get(&self, id: &str, requirement: &VersionReq) -> Result<&Arc<Descriptor>, RegistryError> {
        let known = self.versions_of(id)?;
        known.iter().find(|descriptor| requirement.matches(&descriptor.version)).ok_or_else(|| {
            RegistryError::NoFittingVersion {
                id: known[0].id.clone(),
                requirement: requirement.clone(),
                versions: numbers(known),
            }
        })
    }

    /// That version.
    ///
    /// # Errors
    ///
    /// There is no such module or version.
    pub fn get_exact(&self, id: &str, version: &Version) -> Result<&Arc<Descriptor>, RegistryError> {
        let known = self.versions_of(id)?;
        position(known, version).map(|index| &known[index]).map_err(|_| no_such_version(known, version))
    }

    /// The newest release, or the newest pre-release when there is nothing else.
    ///
    /// # Errors
    ///
    /// There is no such module.
    pub fn newest(&self, id: &str) -> Result<&Arc<Descriptor>, RegistryError> {
        self.versions_of(id).map(newest)
    }

    /// Every version of a module, newest first.
    ///
    /// # Errors
    ///
    /// There is no such module.
    pub fn versions(&self, id: &str) -> Result<impl Iterator<Item = &Version>, RegistryError> {
        Ok(self.versions_of(id)?.iter().map(|descriptor| &descriptor.version))
    }

    /// Every version of every module, by id, then newest first.
    pub fn list(&self) -> impl Iterator<Item = &Arc<Descriptor>> {
        self.modules.values().flatten()
    }

    /// The newest version of every module, as [`newest`](Self::newest) gives it, by id.
    pub fn modules(&self) -> impl Iterator<Item = &Arc<Descriptor>> {
        self.modules.values().map(|versions| newest(versions))
    }

    /// The modules whose newest version is of that category, by id.
    pub fn by_category(&self, category: &str) -> impl Iterator<Item = &Arc<Descriptor>> {
        self.modules().filter(move |descriptor| descriptor.category == category)
    }

    /// The modules whose newest version has an operation of that name, by id.
    pub fn with_operation(&self, name: &str) -> impl Iterator<Item = &Arc<Descriptor>> {
        self.modules().filter(move |descriptor| descriptor.operation(name).is_some())
    }

    /// The modules whose newest version has that operation for a format or language, by id. The case of the subject makes
    /// no difference.
    pub fn offering(&self, operation: &str, subject: &str) -> impl Iterator<Item = &Arc<Descriptor>> {
        self.with_operation(operation).filter(move |descriptor| {
            descriptor.operation(operation).is_some_and(|operation| {
                operation.formats.iter().chain(&operation.languages).any(|known| known.eq_ignore_ascii_case(subject))
            })
        })
    }

    /// The categories of the newest versions, sorted, once each.
    #[must_use]
    pub fn categories(&self) -> BTreeSet<&str> {
        self.modules().map(|descriptor| descriptor.category.as_str()).collect()
    }

    /// How many versions of modules there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.modules.values().map(Vec::len).sum()
    }

    /// True when there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.modules.is_empty()
    }

    fn versions_of(&self, id: &str) -> Result<&[Arc<Descriptor>], RegistryError> {
        self.modules.get(id).map(Vec::as_slice).ok_or_else(|| RegistryError::NotFound {
            id: id.chars().take(80).collect(),
            nearest: nearest(id, self.modules.keys().map(ModuleId::as_str)).into_iter().map(str::to_owned).collect(),
            modules: self.modules.len(),
        })
    }
}

fn newest(versions: &[Arc<Descriptor>]) -> &Arc<Descriptor> {
    versions.iter().find(|descriptor| descriptor.version.pre.is_empty()).unwrap_or(&versions[0])
}

/// Where the version stands, or would stand, in a list with the newest first.
fn position(versions: &[Arc<Descriptor>], version: &Version) -> Result<usize, usize> {
    versions.binary_search_by(|descriptor| version.cmp_precedence(&descriptor.version))
}

fn numbers(versions: &[Arc<Descriptor>]) -> Vec<Version> {
    versions.iter().map(|descriptor| descriptor.version.clone()).collect()
}

fn no_such_version(known: &[Arc<Descriptor>], version: &Version) -> RegistryError {
    RegistryError::NoSuchVersion { id: known[0].id.clone(), version: version.clone(), versions: numbers(known) }
}
