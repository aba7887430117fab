use std::sync::Arc;

use parsify_error::{Breaker, ErrorKind, Failure, code};
use parsify_interface::{CacheState, Descriptor, Fallback, Module};
use parsify_sandbox::WasmModule;
use parsify_telemetry::Counters;

use crate::check::Checker;
use crate::component::{Component, Host};
use crate::health::{HealthPolicy, Pulse};
use crate::standing::Standing;

/// A module of the catalog with everything that can run it. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Slot {
    pub(crate) descriptor: Arc<Descriptor>,
    pub(crate) component: Option<Arc<Component>>,
    pub(crate) native: Option<Arc<dyn Module>>,
    /// It belongs into the sandbox: running it natively is a fallback, not its nature.
    pub(crate) embeddable: bool,
    /// What the host has said of it.
    pub(crate) standing: Standing,
    /// One for each operation.
    pub(crate) checkers: Arc<[Checker]>,
    /// One for each operation.
    pub(crate) counters: Arc<[Counters]>,
    /// Keeps calls from a sandbox that fails all the time. `None`: it runs natively by nature.
    pub(crate) breaker: Option<Arc<Breaker>>,
    pub(crate) pulse: Arc<Pulse>,
}

impl Slot {
    pub(crate) fn new(
        descriptor: Arc<Descriptor>,
        component: Option<Component>,
        native: Option<Arc<dyn Module>>,
        health: &HealthPolicy,
    ) -> Self {
        let checkers = descriptor.operations.iter().map(Checker::new).collect();
        let counters = descriptor.operations.iter().map(|_| Counters::default()).collect();
        let (component, standing) = (component.map(Arc::new), Standing::default());
        let pulse = Arc::new(Pulse::new(health));
        Self { descriptor, component, native, embeddable: false, standing, checkers, counters, breaker: None, pulse }
    }

    /// It runs natively by nature, not as a fallback.
    pub(crate) fn is_native(&self) -> bool {
        self.component.is_none() && !self.embeddable
    }

    /// Which engine may answer: what the host says, unless the caller says more than the default.
    pub(crate) fn fallback(&self, operation: usize, wanted: Fallback) -> Fallback {
        match wanted {
            Fallback::Allowed => self.standing.rules(operation).and_then(|rules| rules.fallback).unwrap_or_default(),
            other => other,
        }
    }

    /// The failure of a call of one of its operations, with its place.
    pub(crate) fn placed(&self, failure: Failure, operation: usize) -> Failure {
        let descriptor = &self.descriptor;
        failure
            .with_module(&descriptor.id)
            .with_version(&descriptor.version)
            .with_operation(&descriptor.operations[operation].name)
    }

    /// The same module, as one that belongs into the sandbox even when its component is missing.
    pub(crate) fn embeddable(mut self) -> Self {
        self.embeddable = true;
        self
    }

    /// The sandboxed module, if nothing has to be waited for.
    pub(crate) fn at_hand(&self) -> Option<WasmModule> {
        self.component.as_ref().and_then(|component| component.at_hand())
    }

    /// The sandboxed module, loaded now if need be. Waiting for it may be given up; the loading goes on for the next caller.
    pub(crate) async fn sandboxed(&self, host: &Host) -> Result<(WasmModule, CacheState), Failure> {
        let Some(component) = &self.component else { return Err(self.not_embedded()) };
        if let Some(module) = component.in_memory(host).await {
            return Ok((module, CacheState::Memory));
        }
        let module = component.load(host, &self.descriptor).await?;
        let origin = module.load_report().origin;
        Ok((module, origin))
    }

    fn not_embedded(&self) -> Failure {
        Failure::new(
            ErrorKind::NotFound,
            code::MODULE_UNAVAILABLE,
            "the module's component is not part of this build, so it cannot run in the sandbox",
        )
        .with_module(&self.descriptor.id)
        .with_version(&self.descriptor.version)
        .with_hint("run `cargo xtask build-modules`, then build again")
    }
}
