use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use semver::VersionReq;
use serde_json::Value;

use crate::{Callees, CancelToken, Grants, Level, LimitOverrides, Observer};

/// Everything about one call that is not the request: limits, grants, version, recovery.
///
/// The default is a call of the newest version inside the default limits, without grants, with recovery.
#[derive(Clone)]
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
    /// Cancels the call from elsewhere. Dropping the call's future cancels it too.
    pub cancel: Option<CancelToken>,
    /// Log lines below this level are dropped; they still count against the limits. Default: [`Level::Info`].
    pub log_level: Level,
    /// Hears log lines and progress while the call runs.
    pub observer: Option<Arc<dyn Observer>>,
    /// The modules that the called one may call. `None`: no others.
    pub callees: Option<Arc<dyn Callees>>,
}

impl Default for CallOptions {
    fn default() -> Self {
        Self {
            version: None,
            limits: LimitOverrides::default(),
            grants: Grants::default(),
            fallback: Fallback::default(),
            config: Value::Null,
            started: None,
            cancel: None,
            log_level: Level::Info,
            observer: None,
            callees: None,
        }
    }
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the configuration, which may hold secrets, nor the observer, which has nothing to show.
        f.debug_struct("CallOptions")
            .field("version", &self.version)
            .field("limits", &self.limits)
            .field("grants", &self.grants)
            .field("fallback", &self.fallback)
            .field("started", &self.started)
            .field("cancel", &self.cancel)
            .field("log_level", &self.log_level)
            .finish_non_exhaustive()
    }
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

    /// Lets a token cancel the call.
    #[must_use]
    pub fn with_cancel(mut self, token: CancelToken) -> Self {
        self.cancel = Some(token);
        self
    }

    /// Drops log lines below a level.
    #[must_use]
    pub fn with_log_level(mut self, level: Level) -> Self {
        self.log_level = level;
        self
    }

    /// Lets someone hear log lines and progress while the call runs; a closure that takes a
    /// [`Progress`](crate::Progress) is enough.
    #[must_use]
    pub fn with_observer(mut self, observer: impl Observer + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// Lets the module call others. A module manager sets this itself.
    #[must_use]
    pub fn with_callees(mut self, callees: Arc<dyn Callees>) -> Self {
        self.callees = Some(callees);
        self
    }

    /// Hands the module its configuration.
    #[must_use]
    pub fn with_config(mut self, config: Value) -> Self {
        self.config = config;
        self
    }
}
