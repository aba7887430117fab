use std::collections::BTreeMap;

use parsify_error::RetryPolicy;
use parsify_interface::{Fallback, Grants, Level, LimitOverrides, Request, Value, VersionReq};

/// What a program says of one module for all of its calls, in code: the same that `[modules.ID]` of a `parsify.toml` can say.
/// What is not said is left to the configuration, the module and the caller.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), parsify::Failure> {
/// use parsify::{CallOptions, CallRules, LimitOverrides, ModuleManager, ModuleSettings, Request};
///
/// let narrow = CallRules::new().with_limits(LimitOverrides::default().with_output(4));
/// let settings = ModuleSettings::new().with_operation("format", narrow);
/// let manager = ModuleManager::builder().with_settings("json-processor", settings).build().await?;
/// let request = |operation| Request::new(operation).with_text("json", "[1, 2, 3]");
/// let failure = manager.execute("json-processor", request("format"), CallOptions::new()).await.unwrap_err();
/// assert_eq!(failure.code(), "sandbox.output");
/// manager.execute("json-processor", request("minify"), CallOptions::new()).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct ModuleSettings {
    pub(crate) rules: CallRules,
    pub(crate) operations: BTreeMap<String, CallRules>,
    pub(crate) config: Value,
    pub(crate) version: Option<VersionReq>,
    pub(crate) probe: Option<Request>,
}

/// What a program says of the calls of a module or of one of its operations.
#[derive(Clone, Debug, Default)]
pub struct CallRules {
    pub(crate) limits: LimitOverrides,
    pub(crate) grants: Grants,
    pub(crate) fallback: Option<Fallback>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) log_level: Option<Level>,
}

impl CallRules {
    /// Says nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Changes limits, above what the module says of its operations and below what a caller says.
    #[must_use]
    pub fn with_limits(mut self, limits: LimitOverrides) -> Self {
        self.limits = limits;
        self
    }

    /// Grants something, for calls from outside and from other modules. From other modules it may use only what they pass on
    /// ([`Dependency::grants`](crate::Dependency::grants)).
    #[must_use]
    pub fn with_grants(mut self, grants: Grants) -> Self {
        self.grants = grants;
        self
    }

    /// Says which engine may answer, unless the caller says more than the default.
    #[must_use]
    pub fn with_fallback(mut self, fallback: Fallback) -> Self {
        self.fallback = Some(fallback);
        self
    }

    /// Says how often and how fast to try again.
    #[must_use]
    pub fn with_retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Drops log lines below a level, unless the caller says another.
    #[must_use]
    pub fn with_log_level(mut self, level: Level) -> Self {
        self.log_level = Some(level);
        self
    }

    /// These rules, and what they do not say from the others. Grants of both count.
    pub(crate) fn over(&self, other: &Self) -> Self {
        Self {
            limits: self.limits.or(&other.limits),
            grants: self.grants.union(&other.grants),
            fallback: self.fallback.or(other.fallback),
            retry: self.retry.or(other.retry),
            log_level: self.log_level.or(other.log_level),
        }
    }
}

impl ModuleSettings {
    /// Says nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets what holds for calls of every operation.
    #[must_use]
    pub fn with_rules(mut self, rules: CallRules) -> Self {
        self.rules = rules;
        self
    }

    /// Sets what holds for calls of one operation; it counts more than what holds for every one.
    #[must_use]
    pub fn with_operation(mut self, operation: impl Into<String>, rules: CallRules) -> Self {
        self.operations.insert(operation.into(), rules);
        self
    }

    /// Sets what the module is configured with where the caller hands nothing over.
    #[must_use]
    pub fn with_config(mut self, config: Value) -> Self {
        self.config = config;
        self
    }

    /// Says which versions answer where the caller does not say; the newest that fits does.
    #[must_use]
    pub fn with_version(mut self, requirement: VersionReq) -> Self {
        self.version = Some(requirement);
        self
    }

    /// Sets the call that a [health check](crate::ModuleManager::health_check) makes to see whether the module answers: one
    /// that does no harm, and soon succeeds. Otherwise the module is only asked for its descriptor.
    #[must_use]
    pub fn with_probe(mut self, request: Request) -> Self {
        self.probe = Some(request);
        self
    }

    /// Grants something for every operation, beside what is granted already.
    #[must_use]
    pub fn with_grants(mut self, grants: &Grants) -> Self {
        self.rules.grants = self.rules.grants.union(grants);
        self
    }

    /// What was said last, and what that does not say from before. Grants of both count.
    pub(crate) fn over(mut self, before: &Self) -> Self {
        self.rules = self.rules.over(&before.rules);
        for (operation, rules) in &before.operations {
            let own = self.operations.remove(operation).unwrap_or_default();
            self.operations.insert(operation.clone(), own.over(rules));
        }
        if self.config.is_null() {
            self.config.clone_from(&before.config);
        }
        self.version = self.version.or_else(|| before.version.clone());
        self.probe = self.probe.or_else(|| before.probe.clone());
        self
    }

    /// What holds for one operation.
    pub(crate) fn of(&self, operation: &str) -> CallRules {
        match self.operations.get(operation) {
            Some(rules) => rules.over(&self.rules),
            None => self.rules.clone(),
        }
    }
}
