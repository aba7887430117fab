use async_trait::async_trait;
use parsify_interface::{
    CallOptions, Context, Descriptor, Engine, Execution, Failure, Left, Limits, Module, Processor, Report, Request,
    Response, Silent, Value,
};

use crate::block_on;

/// A module that calls a processor on the caller's thread: no limits, no measuring, no catching of panics.
///
/// The modules that it calls are those of [`CallOptions::with_callees`], and are waited for on that thread. For fixtures of
/// processors. A host wants a module that keeps its threads free.
#[derive(Debug)]
pub struct InProcess<P> {
    processor: P,
    descriptor: Descriptor,
    engine: Engine,
}

struct CallContext<'a>(&'a CallOptions);

impl Context for CallContext<'_> {
    fn config(&self) -> Value {
        self.0.config.clone()
    }

    fn discover(&self, operation: &str, subject: &str) -> Vec<String> {
        self.0.callees.as_ref().map_or_else(Vec::new, |callees| callees.discover(operation, subject))
    }

    fn call(&self, module: &str, request: Request) -> Result<Response, Failure> {
        match &self.0.callees {
            Some(callees) => block_on(callees.call(module, request, Left::memory(Limits::default().memory))),
            None => Silent.call(module, request),
        }
    }
}

impl<P: Processor> InProcess<P> {
    /// Wraps a processor.
    pub fn new(processor: P) -> Self {
        let descriptor = processor.describe();
        Self { processor, descriptor, engine: Engine::Native }
    }

    /// Claims to be run by `engine`, for tests of what stands around a module. Default [`Engine::Native`].
    #[must_use]
    pub fn with_engine(mut self, engine: Engine) -> Self {
        self.engine = engine;
        self
    }
}

#[async_trait]
impl<P: Processor> Module for InProcess<P> {
    fn descriptor(&self) -> &Descriptor {
        &self.descriptor
    }

    async fn execute(&self, request: &Request, options: &CallOptions) -> Result<Execution, Failure> {
        let response = self.processor.execute(request.clone(), &CallContext(options))?;
        let Descriptor { id, version, .. } = &self.descriptor;
        let report = Report::new(id.clone(), version.clone(), &request.operation, self.engine);
        Ok(Execution { response, report })
    }

    fn engine(&self) -> Engine {
        self.engine
    }
}
