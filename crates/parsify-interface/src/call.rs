use std::time::Instant;

use semver::VersionReq;
use serde_json::Value;

use crate::{Grants, LimitOverrides};

/// Everything about one call that is not the request: limits, grants, version, recovery.
///
/// The default is a call of the newest version inside the default limits, without grants, with recovery.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct CallOptions {
    /// Which versions may answer; the newest that fits does. `None`: any release.
    pub version: Option<VersionReq>,
    /// Changes to the operation's limits. The operator's ceiling stays above them.
    pub limits: LimitOverrides,
    /// What the module may touch. Nothing by default.
    pub grants: Grants,
    /// Whether the native twin may answer when the sandbox cannot run.
    pub fallback: Fallback,
    /// The module's configuration for this call; `null` when there is none.
    pub config: Value,
    /// When the call began, if before it reached the module: the deadline counts from here. `None`: now.
    pub started: Option<Instant>,
}

/// Which engine may answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fallback {
    /// The sandbox; the native twin where the recovery table allows it.
    #[default]
    Allowed,
    /// The sandbox or nothing.
    Forbidden,
    /// The native twin at once: for comparing both.
    NativeOnly,
}

impl CallOptions {
    /// The default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Restricts the versions that may answer.
    #[must_use]
    pub fn with_version(mut self, version: VersionReq) -> Self {
        self.version = Some(version);
        self
    }

    /// Changes limits for this call.
    #[must_use]
    pub fn with_limits(mut self, limits: LimitOverrides) -> Self {
        self.limits = limits;
        self
    }

    /// Sets what the module may touch.
    #[must_use]
    pub fn with_grants(mut self, grants: Grants) -> Self {
        self.grants = grants;
        self
    }

    /// Says which engine may answer.
    #[must_use]
    pub fn with_fallback(mut self, fallback: Fallback) -> Self {
        self.fallback = fallback;
        self
    }

    /// Says when the call began, so that waiting counts against its deadline.
    #[must_use]
    pub fn with_started(mut self, started: Instant) -> Self {
        self.started = Some(started);
        self
    }

    /// Hands the module its configuration.
    #[must_use]
    pub fn with_config(mut self, config: Value) -> Self {
        self.config = config;
        self
    }
}
