use std::collections::BTreeMap;

use parsify_config::Config;
use parsify_error::RetryPolicy;
use parsify_interface::{
    CallOptions, Dependency, Descriptor, Fallback, Grants, Level, LimitOverrides, ModuleId, Value,
};

/// What the host has said of a module for all of its calls.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standing {
    /// What it may touch, as the program and its receipt say; the configuration speaks of operations.
    pub(crate) granted: Grants,
    /// What it may let its dependencies touch; `None`: all that it declares.
    pub(crate) edges: Option<BTreeMap<ModuleId, Grants>>,
    /// Its configuration where the caller hands none over.
    pub(crate) config: Value,
    /// One for each operation.
    pub(crate) policies: Vec<Policy>,
}

/// What the host has said of an operation. What is `None` is left to the descriptor, the caller and the defaults.
#[derive(Clone, Debug, Default)]
pub(crate) struct Policy {
    pub(crate) limits: LimitOverrides,
    pub(crate) grants: Grants,
    pub(crate) fallback: Option<Fallback>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) log_level: Option<Level>,
}

impl Policy {
    fn of(config: &Config, module: &str, operation: &str) -> Self {
        let call = config.for_call(module, operation);
        let (fallback, retry, log_level) = (Some(call.fallback), Some(call.retry), Some(call.log_level));
        Self { limits: call.limits, grants: call.grants, fallback, retry, log_level }
    }
}

impl Standing {
    /// What a configuration says of a module.
    pub(crate) fn of(config: &Config, descriptor: &Descriptor) -> Self {
        let id = descriptor.id.as_str();
        let policies = descriptor.operations.iter().map(|operation| Policy::of(config, id, &operation.name));
        Self { granted: Grants::none(), edges: None, config: config.module_config(id), policies: policies.collect() }
    }

    /// What a call of an operation may touch.
    pub(crate) fn grants(&self, operation: usize) -> Grants {
        match self.policies.get(operation) {
            Some(policy) => self.granted.union(&policy.grants),
            None => self.granted.clone(),
        }
    }

    /// What a dependency may use of its own grants.
    pub(crate) fn edge(&self, dependency: &Dependency) -> Grants {
        let declared: Grants = dependency.grants.iter().copied().collect();
        match &self.edges {
            None => declared,
            Some(granted) => granted.get(&dependency.id).map_or_else(Grants::none, |edge| edge.intersection(&declared)),
        }
    }

    /// Adds to the options of a call from outside what the host says for all of them.
    pub(crate) fn apply(&self, operation: usize, mut options: CallOptions) -> CallOptions {
        let granted = self.grants(operation);
        if !granted.is_empty() {
            options.grants = options.grants.union(&granted);
        }
        if options.config.is_null() && !self.config.is_null() {
            options.config = self.config.clone();
        }
        let Some(policy) = self.policies.get(operation) else { return options };
        if options.fallback == Fallback::Allowed {
            options.fallback = policy.fallback.unwrap_or_default();
        }
        if options.log_level == Level::Info {
            options.log_level = policy.log_level.unwrap_or(Level::Info);
        }
        options
    }

    pub(crate) fn policy(&self, operation: usize) -> Option<&Policy> {
        self.policies.get(operation)
    }
}
