use std::sync::Arc;

use async_trait::async_trait;
use parsify_interface::{CallOptions, Descriptor, Engine, Execution, Failure, Module, Request};

use super::Fleet;
use super::caller::Caller;

/// A module with a [`Fleet`] around it.
#[derive(Debug)]
pub struct Around<M> {
    fleet: Fleet,
    module: M,
}

impl<M> Around<M> {
    pub(super) fn new(fleet: Fleet, module: M) -> Self {
        Self { fleet, module }
    }
}

#[async_trait]
impl<M: Module> Module for Around<M> {
    fn descriptor(&self) -> &Descriptor {
        self.module.descriptor()
    }

    async fn execute(&self, request: &Request, options: &CallOptions) -> Result<Execution, Failure> {
        let caller = Caller::first(self.fleet.clone(), Arc::new(self.module.descriptor().clone()));
        self.module.execute(request, &options.clone().with_callees(Arc::new(caller))).await
    }

    fn engine(&self) -> Engine {
        self.module.engine()
    }
}
