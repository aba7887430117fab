use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use parsify_interface::{
    CallOptions, Descriptor, Engine, ErrorKind, Execution, Failure, Module, ModuleId, ModuleInfo, Operation,
    Operations, Processor as _, Report, Request, Response, serde_json,
};

/// A module that answers by script and remembers what it was asked.
///
/// Share it as `Arc<FakeModule>`, which is a module too, and look at [`calls`](Self::calls) afterwards.
#[derive(Debug)]
pub struct FakeModule {
    descriptor: Descriptor,
    engine: Engine,
    script: Mutex<VecDeque<Step>>,
    otherwise: Step,
    requests: Mutex<Vec<Request>>,
}

#[derive(Clone, Debug)]
enum Step {
    Answer(Result<Response, Failure>),
    Hang,
}

/// The descriptor of a module with one operation, `run`: it takes any params, and is idempotent, total and has a native
/// twin. Version 1.0.0, category `test`.
#[must_use]
pub fn fake_descriptor(id: ModuleId) -> Descriptor {
    let info = ModuleInfo {
        id: "fake",
        name: "Fake module",
        version: "1.0.0",
        summary: "Answers by script",
        category: "test",
        authors: "",
        license: "",
    };
    let mut run = Operation::new("run", "Gives the next answer").idempotent().with_native_twin().total();
    run.params = serde_json::json!({ "type": "object" });
    let mut descriptor = Operations::new(info).describe();
    descriptor.id = id;
    descriptor.operations.push(run);
    descriptor
}

impl FakeModule {
    /// A module with the [`fake_descriptor`] and an empty script, which claims to be sandboxed.
    #[must_use]
    pub fn new(id: ModuleId) -> Self {
        Self::with_descriptor(fake_descriptor(id))
    }

    /// A module with a descriptor of your own.
    #[must_use]
    pub fn with_descriptor(descriptor: Descriptor) -> Self {
        let exhausted = Failure::new(ErrorKind::Internal, "testkit.script", "the script has no answer left")
            .with_hint("add one with `then`, or one for all further calls with `otherwise`");
        Self {
            descriptor,
            engine: Engine::Wasm,
            script: Mutex::default(),
            otherwise: Step::Answer(Err(exhausted)),
            requests: Mutex::default(),
        }
    }

    /// Says what runs it. Default [`Engine::Wasm`].
    #[must_use]
    pub fn with_engine(mut self, engine: Engine) -> Self {
        self.engine = engine;
        self
    }

    /// Adds an answer to the script; each is given once, in order.
    #[must_use]
    pub fn then(self, answer: Result<Response, Failure>) -> Self {
        self.with(Step::Answer(answer))
    }

    /// Adds a call that never ends, for tests of cancelling and of deadlines.
    #[must_use]
    pub fn then_hang(self) -> Self {
        self.with(Step::Hang)
    }

    /// Sets the answer of every call behind the script's end. Default: a failure of kind `Internal`.
    #[must_use]
    pub fn otherwise(mut self, answer: Result<Response, Failure>) -> Self {
        self.otherwise = Step::Answer(answer);
        self
    }

    /// How many calls began.
    #[must_use]
    pub fn calls(&self) -> usize {
        lock(&self.requests).len()
    }

    /// What was asked, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.requests).clone()
    }

    fn with(self, step: Step) -> Self {
        lock(&self.script).push_back(step);
        self
    }
}

/// A test that panicked elsewhere leaves the script usable.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[async_trait]
impl Module for FakeModule {
    fn descriptor(&self) -> &Descriptor {
        &self.descriptor
    }

    async fn execute(&self, request: &Request, _: &CallOptions) -> Result<Execution, Failure> {
        lock(&self.requests).push(request.clone());
        let step = lock(&self.script).pop_front().unwrap_or_else(|| self.otherwise.clone());
        let response = match step {
            Step::Answer(answer) => answer?,
            Step::Hang => std::future::pending().await,
        };
        let Descriptor { id, version, .. } = &self.descriptor;
        let report = Report::new(id.clone(), version.clone(), &request.operation, self.engine);
        Ok(Execution { response, report })
    }

    fn engine(&self) -> Engine {
        self.engine
    }
}
