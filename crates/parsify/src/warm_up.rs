use std::time::{Duration, Instant};

use parsify_error::Failure;
use parsify_interface::{CacheState, ModuleId, Version};
use serde::Serialize;
use tokio::task::JoinSet;

use crate::ModuleManager;
use crate::component::{Component, Host};
use crate::slot::Slot;

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
    #[serde(rename = "wallMs", serialize_with = "crate::statistics::millis")]
    pub wall: Duration,
    /// Why it cannot run in the sandbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}

impl ModuleManager {
    /// Loads modules ahead of their first call: the newest version of each id, or every module when there are none.
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
        let all = modules.is_empty();
        let named: Vec<&Slot> = modules.iter().map(|module| self.0.find(module, None)).collect::<Result<_, _>>()?;
        let slots = if all { self.0.slots.iter().collect() } else { named };
        let mut loading = JoinSet::new();
        for (place, slot) in slots.iter().enumerate() {
            let Some(component) = slot.component.clone() else { continue };
            let (host, descriptor) = (self.0.host.clone(), slot.descriptor.clone());
            loading.spawn(async move { (place, load(&component, &host, &descriptor).await) });
        }
        let (count, mut warmed) = (loading.len(), Vec::new());
        while let Some(ended) = loading.join_next().await {
            // The loading itself is a task of its own, and this one does nothing that could panic.
            let Ok((place, one)) = ended else { continue };
            done(&one, count);
            warmed.push((place, one));
        }
        warmed.sort_by_key(|(place, _)| *place);
        Ok(warmed.into_iter().map(|(_, one)| one).collect())
    }
}

async fn load(
    component: &std::sync::Arc<Component>,
    host: &Host,
    descriptor: &std::sync::Arc<parsify_interface::Descriptor>,
) -> WarmedUp {
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
