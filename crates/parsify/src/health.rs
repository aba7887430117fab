use std::time::Instant;

use parsify_error::{BreakerStage, BreakerState, Failure, TwinRule};
use parsify_interface::{ModuleId, Version};
use serde::Serialize;

use crate::ModuleManager;
use crate::slot::Slot;

/// How well something does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Health {
    /// It runs in the sandbox, or natively by nature.
    Healthy,
    /// Its native twin serves, for the sandbox cannot run it, or failed too often of late.
    Degraded,
    /// Nothing can run it, or it failed too often of late.
    Unhealthy,
}

/// The health of one module.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ModuleHealth {
    /// The module.
    pub module: ModuleId,
    /// Its version.
    pub version: Version,
    /// How well it does.
    pub health: Health,
    /// Its circuit breaker; none where it runs natively by nature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breaker: Option<BreakerState>,
    /// Why it does not better.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Failure>,
}

/// The health of a manager: the worst of its modules.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SystemHealth {
    /// The worst of all.
    pub health: Health,
    /// Each module's.
    pub modules: Vec<ModuleHealth>,
}

impl Slot {
    /// How well it does as far as its breaker tells.
    fn health_behind(&self, breaker: &BreakerState) -> Health {
        let twin = self.native.is_some() && breaker.twin.is_some_and(|rule| rule != TwinRule::Never);
        match breaker.stage {
            BreakerStage::Open if twin => Health::Degraded,
            BreakerStage::Open => Health::Unhealthy,
            BreakerStage::HalfOpen => Health::Degraded,
            BreakerStage::Closed => Health::Healthy,
        }
    }
}

impl ModuleManager {
    /// Loads every module that is not loaded yet (which compiles it and asks it for its descriptor in the sandbox) and
    /// says how each does.
    pub async fn health_check(&self) -> SystemHealth {
        let mut modules = Vec::new();
        for slot in self.0.world.load().slots() {
            let (health, reason) = if slot.is_native() {
                (Health::Healthy, None)
            } else {
                match slot.sandboxed(&self.0.host).await {
                    Ok(_) => (Health::Healthy, None),
                    Err(failure) if slot.native.is_some() => (Health::Degraded, Some(failure)),
                    Err(failure) => (Health::Unhealthy, Some(failure)),
                }
            };
            let (module, version) = (slot.descriptor.id.clone(), slot.descriptor.version.clone());
            let breaker = slot.breaker.as_ref().map(|breaker| breaker.state(Instant::now()));
            let health = breaker.as_ref().map_or(health, |breaker| health.max(slot.health_behind(breaker)));
            modules.push(ModuleHealth { module, version, health, breaker, reason });
        }
        let health = modules.iter().map(|module| module.health).max().unwrap_or(Health::Healthy);
        SystemHealth { health, modules }
    }
}
