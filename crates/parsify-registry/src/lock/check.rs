use std::collections::BTreeSet;

use parsify_interface::{Dependency, ModuleId};

use super::{Lock, LockError, Locked, Stale};
use crate::{Claim, Entry, Registry};

impl Lock {
    /// Compares the lock with what is wanted and with what is there.
    ///
    /// That a newer version exists, or that a locked one was withdrawn, does not make a lock stale.
    ///
    /// # Errors
    ///
    /// [`LockError::Digest`]: a version is there with another content than the one that was locked.
    /// [`LockError::Stale`]: what is wanted or there has changed, with all the reasons; lock anew.
    pub fn check(&self, registry: &Registry, wanted: &[Dependency]) -> Result<(), LockError> {
        let mut reasons: Vec<_> = wanted.iter().filter_map(|root| self.unmet_root(root)).collect();
        for (id, locked) in &self.modules {
            match registry.find(id.as_str(), &locked.version) {
                Some(entry) => {
                    agree(id, locked, entry)?;
                    reasons.extend(changes(id, locked, entry));
                }
                None => reasons.push(Stale::Gone { id: id.clone(), version: locked.version.clone() }),
            }
        }
        reasons.extend(self.unneeded(wanted));
        if reasons.is_empty() { Ok(()) } else { Err(LockError::Stale { reasons }) }
    }

    /// Checks that every locked version that is there has the content that was locked.
    ///
    /// # Errors
    ///
    /// [`LockError::Digest`] for the first one that has another.
    pub fn check_digests(&self, registry: &Registry) -> Result<(), LockError> {
        self.modules.iter().try_for_each(|(id, locked)| match registry.find(id.as_str(), &locked.version) {
            Some(entry) => agree(id, locked, entry),
            None => Ok(()),
        })
    }

    fn unmet_root(&self, root: &Dependency) -> Option<Stale> {
        let version = self.modules.get(&root.id).map(|locked| locked.version.clone());
        let met = match &version {
            Some(version) => root.version.matches(version),
            None => root.optional,
        };
        let unmet = || Stale::Wanted { id: root.id.clone(), requirement: root.version.clone(), version };
        (!met).then(unmet)
    }

    fn unneeded<'a>(&'a self, wanted: &[Dependency]) -> impl Iterator<Item = Stale> + 'a {
        let mut reached = BTreeSet::new();
        let mut stack: Vec<&ModuleId> =
            wanted.iter().filter_map(|root| self.modules.get_key_value(&root.id)).map(|(id, _)| id).collect();
        while let Some(id) = stack.pop() {
            if reached.insert(id) {
                let below = self.modules.get(id).into_iter().flat_map(|locked| &locked.dependencies);
                stack.extend(below.map(|dependency| &dependency.id));
            }
        }
        let left = self.modules.iter().filter(move |(id, _)| !reached.contains(id));
        left.map(|(id, locked)| Stale::Unneeded { id: id.clone(), version: locked.version.clone() })
    }
}

fn agree(id: &ModuleId, locked: &Locked, entry: &Entry) -> Result<(), LockError> {
    match (locked.digest, entry.digest()) {
        (Some(first), Some(second)) if first != second => Err(LockError::Digest {
            id: id.clone(),
            version: locked.version.clone(),
            locked: Box::new(Claim { digest: first, source: locked.source.clone() }),
            found: Box::new(Claim::new(entry, second)),
        }),
        _ => Ok(()),
    }
}

/// The dependencies of the version that is there, against those that were locked. One that was left out may stay so.
fn changes(id: &ModuleId, locked: &Locked, entry: &Entry) -> Vec<Stale> {
    let now = &entry.descriptor().dependencies;
    let locked_so = |dependency: &Dependency| {
        locked.dependencies.iter().any(|it| it.id == dependency.id && it.requirement == dependency.version)
    };
    let left_out =
        |dependency: &Dependency| dependency.optional && locked.dependencies.iter().all(|it| it.id != dependency.id);
    let added = now.iter().filter(|dependency| !locked_so(dependency) && !left_out(dependency)).map(|it| &it.id);
    let removed = locked.dependencies.iter().map(|it| &it.id).filter(|id| now.iter().all(|it| it.id != **id));
    let changed: BTreeSet<_> = added.chain(removed).cloned().collect();
    let stale = |dependency| Stale::Dependency { id: id.clone(), version: locked.version.clone(), dependency };
    changed.into_iter().map(stale).collect()
}
