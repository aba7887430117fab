use async_trait::async_trait;
use parsify_interface::{
    CallOptions, Context, Descriptor, Engine, Execution, Failure, Module, Processor, Report, Request, Value,
};

/// A module that calls a processor on the caller's thread: no limits, no measuring, no catching of panics.
///
/// For fixtures of processors. A host wants a module that keeps its threads free.
#[derive(Debug)]
pub struct InProcess<P> {
    processor: P,
    descriptor: Descriptor,
    engine: Engine,
}

struct Configured<'a>(&'a Value);

impl Context for Configured<'_> {
    fn config(&self) -> Value {
        self.0.clone()
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
        let response = self.processor.execute(request.clone(), &Configured(&options.config))?;
        let Descriptor { id, version, .. } = &self.descriptor;
        let report = Report::new(id.clone(), version.clone(), &request.operation, self.engine);
        Ok(Execution { response, report })
    }

    fn engine(&self) -> Engine {
        self.engine
    }
}
