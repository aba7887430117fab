use parsify_error::{BreakerState, Failure};
use parsify_interface::{ModuleId, Version};
use parsify_telemetry::{Health, Reason, WindowCounts};
use serde::Serialize;

/// The health of one version of a module.
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
    /// Why it does not better, the worst first; or why nobody knows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// Its component is in memory, ready to be called. Always false where it runs natively by nature.
    pub in_memory: bool,
    /// Its circuit breaker; none where it runs natively by nature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breaker: Option<BreakerState>,
    /// What its calls of the last seconds came to, as far back as [`HealthPolicy::span`](crate::HealthPolicy::span) says.
    pub recent: WindowCounts,
    /// Why it could not be loaded or did not answer when it was last asked, with what helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}

/// The health of a manager: the worst of its modules, and of the queue that all calls share.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SystemHealth {
    /// The worst of all.
    pub health: Health,
    /// What speaks against the whole: the queue is full. What speaks against modules stands with them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// Each module's, by id, the oldest version first.
    pub modules: Vec<ModuleHealth>,
}
