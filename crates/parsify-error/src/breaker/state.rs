use std::fmt;

use serde::{Deserialize, Serialize};

use crate::TwinRule;

/// Whether a breaker lets calls through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BreakerStage {
    /// It lets every call through.
    Closed,
    /// It refuses every call.
    Open,
    /// It lets one call through at a time, to see whether the module has recovered.
    HalfOpen,
}

impl BreakerStage {
    /// The kebab-case name, as it stands in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::HalfOpen => "half-open",
        }
    }
}

impl fmt::Display for BreakerStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What a recorded outcome did to a breaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BreakerChange {
    /// Too many calls failed: it refuses calls from now on.
    Opened,
    /// The probe failed: it refuses calls for a longer while.
    Reopened,
    /// The probe succeeded: it lets every call through again.
    Closed,
}

/// A breaker at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BreakerState {
    /// Whether it lets calls through. Half-open from the instant on at which it would let a probe through.
    pub stage: BreakerStage,
    /// Calls within the window that succeeded or failed; neutral ones are not among them.
    pub calls: u64,
    /// The failed ones among them.
    pub failures: u64,
    /// How often it has opened since it exists, failed probes included.
    pub opened: u64,
    /// Whether a probe is on its way.
    pub probing: bool,
    /// Milliseconds until it lets a probe through, while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u64>,
    /// Whether the native twin may answer in the meantime, while it is not closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub twin: Option<TwinRule>,
}
