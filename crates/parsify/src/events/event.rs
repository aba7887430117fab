use std::time::SystemTime;

use parsify_interface::{CacheState, FailureSummary, ModuleId, Version};
use parsify_telemetry::{Health, Reason};
use serde::Serialize;

use crate::status::since_1970;

/// Something that happened to a module of a manager: see [`ModuleManager::events`](crate::ModuleManager::events).
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Event {
    /// Counts the events of a manager that anybody listened to, from 1. A gap: some were missed.
    pub number: u64,
    /// When, by the machine's clock; as JSON in milliseconds since 1970. Only to be shown: clocks jump.
    #[serde(rename = "atMs", serialize_with = "since_1970")]
    pub at: SystemTime,
    /// The module.
    pub module: ModuleId,
    /// Its version.
    pub version: Version,
    /// What happened.
    #[serde(flatten)]
    pub what: Happening,
}

/// What may happen to a module. As JSON the word stands in `event`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", tag = "event")]
#[non_exhaustive]
pub enum Happening {
    /// It can be called now.
    Registered,
    /// It is the newest version of its module now, and answers in place of another one.
    Swapped {
        /// The version that answered before.
        from: Version,
    },
    /// It cannot be called any more. Calls that have begun go on with it.
    Unloaded,
    /// Its component is in the sandbox.
    Loaded {
        /// Where its machine code came from.
        origin: CacheState,
        /// How long that took, in milliseconds.
        millis: u64,
    },
    /// Its component cannot be brought into the sandbox.
    LoadFailed {
        /// Why.
        failure: FailureSummary,
    },
    /// A call failed, and not by its caller's doing: not for its documents or params, nor because it was cancelled.
    Failed {
        /// The operation.
        operation: String,
        /// How.
        failure: FailureSummary,
    },
    /// The native twin answered in place of the sandbox.
    FellBack {
        /// The operation.
        operation: String,
        /// What kept the sandbox from it.
        reason: FailureSummary,
    },
    /// It failed too often: its circuit breaker refuses calls for a while.
    BreakerOpened {
        /// How often it has opened so far; more than once if the module did not recover.
        opened: u64,
        /// Milliseconds until a call is let through to try.
        retry_after_ms: u64,
    },
    /// It has recovered: its circuit breaker lets every call through again.
    BreakerClosed,
    /// It does better or worse than when its health was last looked at: by
    /// [`health_check`](crate::ModuleManager::health_check), [`health`](crate::ModuleManager::health), the
    /// [monitor](crate::Monitor), or when its breaker turned.
    HealthChanged {
        /// How it did before; unknown, the first time.
        from: Health,
        /// How it does.
        to: Health,
        /// Why it does not better, the worst first.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        reasons: Vec<Reason>,
    },
}
