use std::collections::BTreeMap;

use parsify_interface::{ModuleId, Version};

use crate::slot::Slot;

/// The slots by id and version; looking one up copies neither.
#[derive(Default)]
pub(crate) struct Slots(BTreeMap<ModuleId, BTreeMap<Version, Slot>>);

impl Slots {
    pub(crate) fn get(&self, id: &str, version: &Version) -> Option<&Slot> {
        self.0.get(id)?.get(version)
    }

    pub(crate) fn put(&mut self, slot: Slot) {
        let (id, version) = (slot.descriptor.id.clone(), slot.descriptor.version.clone());
        self.0.entry(id).or_default().insert(version, slot);
    }

    /// By id, oldest version first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Slot> {
        self.0.values().flat_map(BTreeMap::values)
    }
}
