//! A manager that runs what is installed.

use std::collections::BTreeSet;

use parsify_error::Failure;
use parsify_interface::{ModuleId, Version};
use parsify_loader::{Receipt, State, Store};
use parsify_registry::Entry;

use super::Installer;
use crate::component::Component;
use crate::slot::Slot;
use crate::world::World;
use crate::{ModuleManager, ModuleManagerBuilder};

impl ModuleManagerBuilder {
    /// Adds every installed module, in the state of this moment. Nothing is loaded or compiled before it is called: what a
    /// module is and offers stands in its receipt, and its bytes must have the digest that stands there too. Its grants are
    /// those of the receipt.
    ///
    /// # Errors
    ///
    /// The store's state cannot be read, or is damaged.
    pub fn with_installed(mut self, installer: &Installer) -> Result<Self, Failure> {
        self.installed = Some((installer.store.clone(), installer.store.state()?));
        Ok(self)
    }
}

impl ModuleManager {
    /// Takes over what is installed now: for calls that begin later, those that have begun go on with what they had. Modules
    /// that were not installed stay as they are.
    ///
    /// # Errors
    ///
    /// The store's state cannot be read, or is damaged; nothing has changed then.
    pub fn refresh(&self, installer: &Installer) -> Result<(), Failure> {
        let state = installer.store.state()?;
        self.change(|world| world.install(&installer.store, &state))
    }
}

impl World {
    /// Makes the installed modules those of the state.
    pub(crate) fn install(&mut self, store: &Store, state: &State) -> Result<(), Failure> {
        let gone: Vec<_> =
            self.installed.iter().filter(|(id, version)| !self.is_same(state, id, version)).cloned().collect();
        for (id, version) in gone {
            self.registry.unregister_forced(id.as_str(), &version)?;
            self.take(id.as_str(), &version);
            self.installed.remove(&(id, version));
        }
        self.locked.clear();
        for receipt in state.receipts() {
            self.locked.insert(receipt.id().clone(), receipt.version().clone());
            self.install_one(store, receipt)?;
        }
        Ok(())
    }

    /// A version that was taken away by hand is no installed one any more, until the store is looked at again.
    pub(crate) fn forget(&mut self, id: &str, version: &Version) {
        self.installed.retain(|(known, of)| known.as_str() != id || of != version);
        if self.locked.get(id) == Some(version) {
            self.locked.remove(id);
        }
    }

    fn install_one(&mut self, store: &Store, receipt: &Receipt) -> Result<(), Failure> {
        let (id, version) = (receipt.id(), receipt.version());
        let key = (id.clone(), version.clone());
        if self.installed.contains(&key) {
            self.look_again(receipt);
            return Ok(());
        }
        // What the program has by itself needs no other one.
        if self.get(id.as_str(), version).is_some() {
            return Ok(());
        }
        let entry = Entry::new(receipt.descriptor.clone()).with_digest(receipt.digest);
        let descriptor = self.registry.register(entry.with_source(receipt.origin.location.as_str()))?;
        let component = Component::new(store.source(&receipt.digest), Some(receipt.digest));
        self.put(Slot::new(descriptor, Some(component), None, &self.health), Some(receipt));
        self.installed.insert(key);
        Ok(())
    }

    fn is_same(&self, state: &State, id: &ModuleId, version: &Version) -> bool {
        let known = self.get(id.as_str(), version).and_then(|slot| slot.component.as_ref()?.digest());
        state.get(id, version).is_some_and(|receipt| Some(receipt.digest) == known)
    }
}

/// The installed versions of a world.
pub(crate) type Installed = BTreeSet<(ModuleId, Version)>;
