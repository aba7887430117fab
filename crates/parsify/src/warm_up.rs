use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parsify_error::Failure;
use parsify_interface::{CacheState, Descriptor, ModuleId, Version};
use serde::Serialize;
use tokio::task::JoinSet;

use crate::ModuleManager;
use crate::component::{Component, Host};
use crate::slot::Slot;
use crate::world::World;

/// A module that was loaded ahead of its first call.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct WarmedUp {
    /// The module.
    pub module: ModuleId,
    /// Its version.
    pub version: Version,
    /// Where its machine code came from.
    pub cache: CacheState,
    /// How long it took.
    #[serde(rename = "wallMs", serialize_with = "parsify_telemetry::millis")]
    pub wall: Duration,
    /// Why it cannot run in the sandbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}

impl ModuleManager {
    /// Loads modules ahead of their first call: the newest version of each id with everything it calls, or every module when
    /// there are none. Each is loaded once, after its dependencies; those that do not depend on each other at the same time.
    /// `done` hears of each as it is loaded, with how many there are; what comes back is in the order of the catalog.
    ///
    /// A module that cannot be loaded does not stop the others: its entry says why. Modules that run natively by nature are
    /// left out.
    ///
    /// # Errors
    ///
    /// Kind `NotFound`: there is no module of one of the ids; nothing is loaded then.
    ///
    /// # Panics
    ///
    /// If called outside a tokio runtime.
    pub async fn warm_up(
        &self,
        modules: &[&str],
        mut done: impl FnMut(&WarmedUp, usize),
    ) -> Result<Vec<WarmedUp>, Failure> {
        let plan = Plan::new(&self.0.world.load(), modules)?;
        let (count, mut loading) = (plan.components(), JoinSet::new());
        let (mut waits_for, mut warmed) = (plan.waits_for.clone(), Vec::new());
        let mut ready: Vec<_> = (0..plan.slots.len()).filter(|&place| waits_for[place] == 0).collect();
        loop {
            while let Some(place) = ready.pop() {
                let slot = &plan.slots[place];
                let (host, descriptor) = (self.0.host.clone(), slot.descriptor.clone());
                match slot.component.clone() {
                    Some(component) => {
                        loading.spawn(async move { (place, load(&component, &host, &descriptor).await) });
                    }
                    None => plan.follow(place, &mut waits_for, &mut ready),
                }
            }
            // The loading itself is a task of its own, and this one does nothing that could panic.
            let Some(Ok((place, one))) = loading.join_next().await else { break };
            done(&one, count);
            warmed.push((place, one));
            plan.follow(place, &mut waits_for, &mut ready);
        }
        warmed.sort_by_key(|(place, _)| *place);
        Ok(warmed.into_iter().map(|(_, one)| one).collect())
    }
}

/// What is loaded: the wanted modules with what they call, each behind its dependencies.
struct Plan {
    slots: Vec<Arc<Slot>>,
    /// How many of the others each waits for.
    waits_for: Vec<usize>,
    needed_by: Vec<Vec<usize>>,
}

impl Plan {
    fn new(world: &World, modules: &[&str]) -> Result<Self, Failure> {
        let mut wanted: BTreeMap<(ModuleId, Version), Arc<Slot>> = BTreeMap::new();
        let mut want = |slot: &Arc<Slot>| {
            wanted.insert((slot.descriptor.id.clone(), slot.descriptor.version.clone()), slot.clone());
        };
        match modules {
            [] => world.slots().for_each(want),
            _ => {
                for module in modules {
                    let slot = world.find(module, None)?;
                    let versions = world.resolution(slot)?;
                    want(slot);
                    versions.iter().filter_map(|(id, version)| world.get(id.as_str(), version)).for_each(&mut want);
                }
            }
        }
        let slots: Vec<_> = wanted.into_values().collect();
        let mut plan = Self { waits_for: vec![0; slots.len()], needed_by: vec![Vec::new(); slots.len()], slots };
        for (place, slot) in plan.slots.iter().enumerate() {
            let own = slot.descriptor.calls_modules().then(|| world.resolution(slot).ok()).flatten();
            let needed =
                slot.descriptor.dependencies.iter().filter_map(|needed| own.as_ref()?.get_key_value(&needed.id));
            for (id, version) in needed {
                let found = plan
                    .slots
                    .binary_search_by(|other| (&other.descriptor.id, &other.descriptor.version).cmp(&(id, version)));
                if let Ok(found) = found {
                    plan.waits_for[place] += 1;
                    plan.needed_by[found].push(place);
                }
            }
        }
        Ok(plan)
    }

    /// How many have something to load.
    fn components(&self) -> usize {
        self.slots.iter().filter(|slot| slot.component.is_some()).count()
    }

    /// One is done, well or not: those that waited for nothing else are next.
    fn follow(&self, place: usize, waits_for: &mut [usize], ready: &mut Vec<usize>) {
        for &next in &self.needed_by[place] {
            waits_for[next] -= 1;
            if waits_for[next] == 0 {
                ready.push(next);
            }
        }
    }
}

async fn load(component: &Arc<Component>, host: &Host, descriptor: &Arc<Descriptor>) -> WarmedUp {
    let begun = Instant::now();
    let (cache, failure) = match component.in_memory(host).await {
        Some(_) => (CacheState::Memory, None),
        None => match component.load(host, descriptor).await {
            Ok(module) => (module.load_report().origin, None),
            Err(failure) => (CacheState::None, Some(failure)),
        },
    };
    let (module, version) = (descriptor.id.clone(), descriptor.version.clone());
    WarmedUp { module, version, cache, wall: begun.elapsed(), failure }
}
