//! What changes a catalog. Each change happens as a whole or not at all.

use std::sync::Arc;

use parsify_interface::{Descriptor, ModuleId};
use semver::Version;

use crate::versions::{admits, no_such_version, position, same};
use crate::{Claim, Dependent, Entry, Mark, Registry, RegistryError, Removed};

impl Registry {
    /// Adds a module version: a descriptor, or an [`Entry`] that also says which artifact it is. Gives back the descriptor
    /// that is now there.
    ///
    /// The same descriptor with the same digest, offered once more, is no second version: nothing changes, and the source
    /// and the mark stay those of the first.
    ///
    /// # Errors
    ///
    /// The descriptor or the mark is not valid; its id and version are taken; or they are there with another digest, and
    /// one of the two sources cannot be trusted. The catalog is then unchanged.
    pub fn register(&mut self, entry: impl Into<Entry>) -> Result<Arc<Descriptor>, RegistryError> {
        let entry = entry.into();
        validate(&entry)?;
        let known = self.known_or_none(entry.id().as_str());
        match position(known, entry.version()) {
            Ok(index) => same_again(&known[index], &entry),
            Err(_) => {
                let descriptor = Arc::clone(entry.descriptor());
                self.put(entry);
                Ok(descriptor)
            }
        }
    }

    /// Removes a module version, and gives it back.
    ///
    /// # Errors
    ///
    /// There is no such module or version; or other modules need it, no other version fits them, and the error names them
    /// ([`RegistryError::Needed`]).
    pub fn unregister(&mut self, id: &str, version: &Version) -> Result<Entry, RegistryError> {
        let gone = self.entry_exact(id, version)?.clone();
        refuse_if_needed(&gone, self.left_without(&gone, None))?;
        self.take(&gone);
        Ok(gone)
    }

    /// Removes a module version, even if other modules need it, and says which of them are left without one.
    ///
    /// # Errors
    ///
    /// There is no such module or version.
    pub fn unregister_forced(&mut self, id: &str, version: &Version) -> Result<Removed, RegistryError> {
        let entry = self.entry_exact(id, version)?.clone();
        let broken = self.left_without(&entry, None);
        self.take(&entry);
        Ok(Removed { entry, broken })
    }

    /// Puts an entry in the place of a version of the same module, and gives back what was there: other content of the
    /// same version, or another version.
    ///
    /// # Errors
    ///
    /// There is no such module or version; the descriptor or the mark is not valid; the new version is taken; or other
    /// modules need the old version and the new one does not fit them.
    pub fn replace(&mut self, version: &Version, entry: impl Into<Entry>) -> Result<Entry, RegistryError> {
        let (gone, entry) = self.replaceable(version, entry.into())?;
        refuse_if_needed(&gone, self.left_without(&gone, Some(&entry)))?;
        self.swap(&gone, entry);
        Ok(gone)
    }

    /// As [`replace`](Self::replace), even if other modules need the old version, and says which of them are left without
    /// one.
    ///
    /// # Errors
    ///
    /// As [`replace`](Self::replace), but for the last reason.
    pub fn replace_forced(&mut self, version: &Version, entry: impl Into<Entry>) -> Result<Removed, RegistryError> {
        let (gone, entry) = self.replaceable(version, entry.into())?;
        let broken = self.left_without(&gone, Some(&entry));
        self.swap(&gone, entry);
        Ok(Removed { entry: gone, broken })
    }

    /// Marks a version as deprecated or yanked, or takes its mark away. Gives back the mark it had.
    ///
    /// # Errors
    ///
    /// There is no such module or version, or the mark is not valid.
    pub fn mark(
        &mut self,
        id: &str,
        version: &Version,
        mark: impl Into<Option<Mark>>,
    ) -> Result<Option<Mark>, RegistryError> {
        let old = self.entry_exact(id, version)?.clone();
        let before = old.mark().cloned();
        let marked = old.clone().marked(mark.into());
        validate(&marked)?;
        self.swap(&old, marked);
        Ok(before)
    }

    fn replaceable(&self, version: &Version, entry: Entry) -> Result<(Entry, Entry), RegistryError> {
        validate(&entry)?;
        let known = self.known(entry.id().as_str())?;
        let old = position(known, version).map_err(|_| no_such_version(known, version))?;
        match position(known, entry.version()) {
            Ok(index) if index != old => Err(duplicate(&known[index], &entry)),
            _ => Ok((known[old].clone(), entry)),
        }
    }

    /// Those that need `gone` and would find no other version, were it not there, and `instead` in its place.
    fn left_without(&self, gone: &Entry, instead: Option<&Entry>) -> Vec<Dependent> {
        let others = self.known_or_none(gone.id().as_str()).iter();
        let others: Vec<_> = others.filter(|entry| !same(entry.version(), gone.version())).chain(instead).collect();
        self.dependents_of(gone.id().as_str())
            .filter(|dependent| !dependent.optional && dependent.requirement.matches(gone.version()))
            .filter(|dependent| !others.iter().any(|entry| admits(&dependent.requirement, entry)))
            .collect()
    }

    fn put(&mut self, entry: Entry) {
        let id = entry.id().clone();
        let mut known = self.known_or_none(id.as_str()).to_vec();
        if let Err(index) = position(&known, entry.version()) {
            known.insert(index, entry);
            self.versions += 1;
            self.set(id, known);
        }
    }

    fn take(&mut self, entry: &Entry) {
        let mut known = self.known_or_none(entry.id().as_str()).to_vec();
        if let Ok(index) = position(&known, entry.version()) {
            known.remove(index);
            self.versions -= 1;
            self.set(entry.id().clone(), known);
        }
    }

    fn set(&mut self, id: ModuleId, known: Vec<Entry>) {
        if known.is_empty() {
            self.modules.remove(&id);
            self.by_id.remove(&id);
        } else {
            let known = Arc::new(known);
            self.modules.insert(id.clone(), Arc::clone(&known));
            self.by_id.insert(id, known);
        }
    }

    fn swap(&mut self, old: &Entry, new: Entry) {
        self.take(old);
        self.put(new);
    }
}

fn validate(entry: &Entry) -> Result<(), RegistryError> {
    let place = || (entry.id().clone(), entry.version().clone());
    if let Err(source) = entry.descriptor().validate() {
        let (id, version) = place();
        return Err(RegistryError::Invalid { id, version, source });
    }
    match entry.mark().and_then(Mark::broken_rule) {
        Some(problem) => {
            let (id, version) = place();
            Err(RegistryError::InvalidMark { id, version, problem })
        }
        None => Ok(()),
    }
}

/// What is there already may be offered again, if it is the same.
fn same_again(there: &Entry, offered: &Entry) -> Result<Arc<Descriptor>, RegistryError> {
    match (there.digest(), offered.digest()) {
        (Some(first), Some(second)) if first != second => Err(RegistryError::Disagreement {
            id: there.id().clone(),
            version: there.version().clone(),
            registered: Box::new(Claim::new(there, first)),
            offered: Box::new(Claim::new(offered, second)),
        }),
        (Some(_), Some(_)) if there.descriptor() == offered.descriptor() => Ok(Arc::clone(there.descriptor())),
        _ => Err(duplicate(there, offered)),
    }
}

fn duplicate(there: &Entry, offered: &Entry) -> RegistryError {
    RegistryError::Duplicate {
        id: offered.id().clone(),
        version: offered.version().clone(),
        registered: there.version().clone(),
    }
}

fn refuse_if_needed(gone: &Entry, dependents: Vec<Dependent>) -> Result<(), RegistryError> {
    if dependents.is_empty() {
        return Ok(());
    }
    Err(RegistryError::Needed { id: gone.id().clone(), version: gone.version().clone(), dependents })
}
