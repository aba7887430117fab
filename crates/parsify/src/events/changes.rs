//! What a change of the set of modules means for those who watch.

use std::sync::Arc;

use parsify_error::Failure;
use parsify_interface::{Descriptor, ModuleId, Version};
use parsify_registry::Registry;

use super::Happening;
use crate::ModuleManager;
use crate::slot::Slot;
use crate::world::World;

impl ModuleManager {
    /// Changes the set of modules, and tells what has come of it.
    pub(crate) fn change<R>(&self, change: impl FnOnce(&mut World) -> Result<R, Failure>) -> Result<R, Failure> {
        let events = &self.0.host.events;
        let mut happened = Vec::new();
        let result = self.0.world.change(|world| {
            let before = events.are_heard().then(|| world.clone());
            let result = change(world)?;
            if let Some(before) = before {
                happened = compare(&before, world);
            }
            Ok(result)
        });
        for (descriptor, what) in happened {
            events.tell(&descriptor, || what);
        }
        result
    }
}

fn compare(before: &World, after: &World) -> Vec<(Arc<Descriptor>, Happening)> {
    let gone =
        before.slots().filter(|slot| !has(after, slot)).map(|slot| (slot.descriptor.clone(), Happening::Unloaded));
    let come = after.slots().filter(|slot| !has(before, slot)).map(|slot| {
        let (id, version) = (&slot.descriptor.id, &slot.descriptor.version);
        let what = match (newest(&before.registry, id), newest(&after.registry, id)) {
            (Some(from), Some(now)) if now == version => Happening::Swapped { from: from.clone() },
            _ => Happening::Registered,
        };
        (slot.descriptor.clone(), what)
    });
    gone.chain(come).collect()
}

fn has(world: &World, slot: &Slot) -> bool {
    world.get(slot.descriptor.id.as_str(), &slot.descriptor.version).is_some()
}

fn newest<'a>(registry: &'a Registry, id: &ModuleId) -> Option<&'a Version> {
    registry.newest(id.as_str()).ok().map(|descriptor| &descriptor.version)
}
