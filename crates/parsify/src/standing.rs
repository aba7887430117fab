use std::collections::BTreeMap;
use std::sync::Arc;

use parsify_config::Config;
use parsify_interface::{CallOptions, Dependency, Descriptor, Fallback, Grants, Level, ModuleId, Request, Value};

use crate::{CallRules, ModuleSettings};

/// What the host has said of a module for all of its calls.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standing {
    /// What it may touch, as its receipt says; everything else is said of operations.
    pub(crate) granted: Grants,
    /// What it may let its dependencies touch; `None`: all that it declares.
    pub(crate) edges: Option<BTreeMap<ModuleId, Grants>>,
    /// Its configuration where the caller hands none over.
    pub(crate) config: Value,
    /// One for each operation.
    pub(crate) rules: Vec<CallRules>,
    /// The call that shows whether it answers.
    pub(crate) probe: Option<Arc<Request>>,
}

/// What a configuration says of an operation.
fn configured(config: &Config, module: &str, operation: &str) -> CallRules {
    let call = config.for_call(module, operation);
    let (fallback, retry, log_level) = (Some(call.fallback), Some(call.retry), Some(call.log_level));
    CallRules { limits: call.limits, grants: call.grants, fallback, retry, log_level }
}

impl Standing {
    /// What a program says of a module, and where it says nothing its configuration.
    pub(crate) fn new(config: Option<&Config>, settings: Option<&ModuleSettings>, descriptor: &Descriptor) -> Self {
        if config.is_none() && settings.is_none() {
            return Self::default();
        }
        let id = descriptor.id.as_str();
        let rules = descriptor.operations.iter().map(|operation| {
            let below = config.map(|config| configured(config, id, &operation.name)).unwrap_or_default();
            settings.map_or(below.clone(), |settings| settings.of(&operation.name).over(&below))
        });
        let said = settings.map_or(&Value::Null, |settings| &settings.config);
        let module_config = match config {
            Some(config) if said.is_null() => config.module_config(id),
            _ => said.clone(),
        };
        let probe = settings.and_then(|settings| settings.probe.clone()).map(Arc::new);
        Self { granted: Grants::none(), edges: None, config: module_config, rules: rules.collect(), probe }
    }

    /// What a call of an operation may touch.
    pub(crate) fn grants(&self, operation: usize) -> Grants {
        match self.rules.get(operation) {
            Some(rules) => self.granted.union(&rules.grants),
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
        let Some(rules) = self.rules.get(operation) else { return options };
        if options.fallback == Fallback::Allowed {
            options.fallback = rules.fallback.unwrap_or_default();
        }
        if options.log_level == Level::Info {
            options.log_level = rules.log_level.unwrap_or(Level::Info);
        }
        options
    }

    pub(crate) fn rules(&self, operation: usize) -> Option<&CallRules> {
        self.rules.get(operation)
    }
}
