use std::sync::Arc;

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{CacheState, Descriptor, Module};
use parsify_sandbox::WasmModule;

use crate::check::Checker;
use crate::component::{Component, Host};
use crate::statistics::Counters;

/// A module of the catalog with everything that can run it.
pub(crate) struct Slot {
    pub(crate) descriptor: Arc<Descriptor>,
    pub(crate) component: Option<Arc<Component>>,
    pub(crate) native: Option<Arc<dyn Module>>,
    /// It belongs into the sandbox: running it natively is a fallback, not its nature.
    pub(crate) embeddable: bool,
    /// One for each operation.
    pub(crate) checkers: Vec<Checker>,
    /// One for each operation.
    pub(crate) counters: Vec<Counters>,
}

impl Slot {
    pub(crate) fn new(
        descriptor: Arc<Descriptor>,
        component: Option<Component>,
        native: Option<Arc<dyn Module>>,
    ) -> Self {
        let checkers = descriptor.operations.iter().map(Checker::new).collect();
        let counters = descriptor.operations.iter().map(|_| Counters::default()).collect();
        Self { descriptor, component: component.map(Arc::new), native, embeddable: false, checkers, counters }
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
