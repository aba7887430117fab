//! What can be changed of a version that is installed.

use std::collections::BTreeMap;
use std::sync::Arc;

use parsify_interface::{Digest, Grants, ModuleId, Version};

use super::error::StoreError;
use super::receipt::Receipt;
use super::state::Entry;
use super::transaction::{Transaction, not_installed};

impl Transaction {
    /// Keeps a version, or lets it be updated.
    ///
    /// # Errors
    ///
    /// It is not installed.
    pub fn set_pinned(&mut self, id: &ModuleId, version: &Version, pinned: bool) -> Result<(), StoreError> {
        self.change(id, version, None, |receipt| receipt.pinned = pinned)
    }

    /// Says whether somebody asked for it, or whether it is here because others need it.
    ///
    /// # Errors
    ///
    /// It is not installed.
    pub fn set_asked_for(&mut self, id: &ModuleId, version: &Version, asked_for: bool) -> Result<(), StoreError> {
        self.change(id, version, None, |receipt| receipt.asked_for = asked_for)
    }

    /// Says what the bytes with this digest may touch outside their sandbox.
    ///
    /// # Errors
    ///
    /// The version is not installed, or has other bytes: they were not the ones that somebody agreed to.
    pub fn set_grants(
        &mut self,
        id: &ModuleId,
        version: &Version,
        digest: &Digest,
        grants: Grants,
    ) -> Result<(), StoreError> {
        self.change(id, version, Some(digest), |receipt| receipt.grants = grants)
    }

    /// Says what other modules may use of their own grants when the bytes with this digest call them.
    ///
    /// # Errors
    ///
    /// As [`set_grants`](Self::set_grants).
    pub fn set_edges(
        &mut self,
        id: &ModuleId,
        version: &Version,
        digest: &Digest,
        edges: BTreeMap<ModuleId, Grants>,
    ) -> Result<(), StoreError> {
        self.change(id, version, Some(digest), |receipt| receipt.edges = edges)
    }

    /// Writes the files of all receipts anew, from the state: the way out when
    /// [`Store::verify`](super::Store::verify) finds them damaged.
    pub fn renew_receipts(&mut self) {
        let written = self.after.generation();
        let entries: Vec<_> = self.after.receipts().map(Arc::clone).collect();
        for receipt in entries {
            self.after.put(Entry { written, receipt });
            self.is_changed = true;
        }
    }

    fn change(
        &mut self,
        id: &ModuleId,
        version: &Version,
        meant: Option<&Digest>,
        change: impl FnOnce(&mut Receipt),
    ) -> Result<(), StoreError> {
        let there = self.after.get(id, version).ok_or_else(|| not_installed(id, version))?;
        if let Some(meant) = meant.filter(|meant| **meant != there.digest) {
            let (id, version) = (id.clone(), version.clone());
            return Err(StoreError::OtherBytes { id, version, actual: there.digest, meant: Box::new(*meant) });
        }
        let mut receipt = Receipt::clone(there);
        change(&mut receipt);
        if receipt != **there {
            let entry = Entry { written: self.after.generation(), receipt: Arc::new(receipt) };
            self.check(&entry)?;
            self.after.put(entry);
            self.is_changed = true;
        }
        Ok(())
    }
}
