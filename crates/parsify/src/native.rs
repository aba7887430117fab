use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use async_trait::async_trait;
use parsify_error::{Breach, ErrorKind, Failure, TrapCause, code};
use parsify_interface::{
    CallOptions, Callees, Context, Descriptor, Engine, Execution, Left, Level, Limits, LogLine, Module, Observer,
    Phase, Processor, Progress, Report, Request, Response, Silent, Value,
};

use crate::blocked::{wait, working, works_here};
use crate::waiting;

/// A [`Processor`] in this process, as a [`Module`]: each call on a blocking thread of the tokio runtime, panics caught.
///
/// Limits hold as far as they can without a sandbox: the deadline and a cancel token end the *waiting* (the thread works on
/// until the operation is done), output and log are measured afterwards, memory is not limited at all.
pub struct NativeModule {
    processor: Arc<dyn Processor>,
    descriptor: Descriptor,
}

impl NativeModule {
    /// Asks the processor for its descriptor and keeps both.
    ///
    /// # Errors
    ///
    /// Kind `Compatibility`: the descriptor is not valid.
    pub fn new(processor: impl Processor + 'static) -> Result<Self, Failure> {
        let descriptor = processor.describe();
        descriptor.validate().map_err(|error| {
            Failure::new(
                ErrorKind::Compatibility,
                code::REGISTRY_INVALID,
                format!("the descriptor is not valid: {error}"),
            )
            .with_module(&descriptor.id)
        })?;
        Ok(Self { processor: Arc::new(processor), descriptor })
    }

    fn limits(&self, request: &Request, options: &CallOptions) -> Limits {
        let operation = self.descriptor.operation(&request.operation).map(|operation| operation.limits);
        Limits::default().with(&operation.unwrap_or_default()).with(&options.limits)
    }
}

#[async_trait]
impl Module for NativeModule {
    fn descriptor(&self) -> &Descriptor {
        &self.descriptor
    }

    /// # Panics
    ///
    /// If called outside a tokio runtime.
    async fn execute(&self, request: &Request, options: &CallOptions) -> Result<Execution, Failure> {
        let started = options.started.unwrap_or_else(Instant::now);
        let limits = self.limits(request, options);
        let place = |failure: Failure| {
            failure
                .with_module(&self.descriptor.id)
                .with_version(&self.descriptor.version)
                .with_operation(&request.operation)
        };
        self.descriptor.check_grants(&options.grants).map_err(place)?;
        let context = NativeContext {
            callees: options.callees.clone(),
            memory: limits.memory,
            config: options.config.clone(),
            log_level: options.log_level,
            observer: options.observer.clone(),
            log: Mutex::default(),
        };
        let (processor, owned) = (self.processor.clone(), request.clone());
        let begun = Instant::now();
        let work = move || {
            let result = catch_unwind(AssertUnwindSafe(|| processor.execute(owned, &context)));
            (result.unwrap_or_else(|panic| Err(panicked(&*panic))), context.log)
        };
        let done = async {
            match works_here() {
                true => Ok(work()),
                false => tokio::task::spawn_blocking(|| working(work)).await,
            }
        };
        let waited = waiting::within(Phase::Run, options, &limits, done).await;
        let waited = waited.map_err(|given_up| place(given_up.with_hint(STILL_WORKS)))?;
        let (result, log) = waited.map_err(|error| place(lost(error)))?;
        let response = result.map_err(place)?;
        let mut report = Report::new(
            self.descriptor.id.clone(),
            self.descriptor.version.clone(),
            &request.operation,
            Engine::Native,
        );
        report.run = begun.elapsed();
        report.wall = started.elapsed();
        report.bytes_in = request.document_bytes();
        report.bytes_out = response.size();
        report.log = log.into_inner().unwrap_or_else(PoisonError::into_inner);
        check_afterwards(&report, &limits).map_err(place)?;
        Ok(Execution { response, report })
    }
}

const STILL_WORKS: &str = "it ran natively: its thread works on until the operation is done";

struct NativeContext {
    callees: Option<Arc<dyn Callees>>,
    memory: u64,
    config: Value,
    log_level: Level,
    observer: Option<Arc<dyn Observer>>,
    log: Mutex<Vec<LogLine>>,
}

impl Context for NativeContext {
    fn log(&self, level: Level, message: &str) {
        if level < self.log_level {
            return;
        }
        let line = LogLine::new(level, message);
        if let Some(observer) = &self.observer {
            observer.log(&line);
        }
        self.log.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    fn progress(&self, done: u64, total: u64) {
        if let Some(observer) = &self.observer {
            observer.progress(Progress { done, total });
        }
    }

    fn config(&self) -> Value {
        self.config.clone()
    }

    fn discover(&self, operation: &str, subject: &str) -> Vec<String> {
        self.callees.as_ref().map_or_else(Vec::new, |callees| callees.discover(operation, subject))
    }

    fn call(&self, module: &str, request: Request) -> Result<Response, Failure> {
        match &self.callees {
            // This is a thread that may block.
            Some(callees) => wait(callees.call(module, request, Left::memory(self.memory))),
            None => Silent.call(module, request),
        }
    }
}

/// What a panic of a module comes to.
pub(crate) fn panicked(panic: &(dyn std::any::Any + Send)) -> Failure {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    Failure::trap(TrapCause::Panic, code::NATIVE_PANIC, format!("the module panicked: {text}"))
        .with_hint("the module has a bug; its author needs this message and the document")
}

fn lost(error: tokio::task::JoinError) -> Failure {
    Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the blocking thread did not come back").with_source(error)
}

/// Holds what a module gave against the limits that nothing enforced while it ran.
pub(crate) fn check_afterwards(report: &Report, limits: &Limits) -> Result<(), Failure> {
    let log_bytes: usize = report.log.iter().map(|line| line.message.len()).sum();
    let breach = if report.bytes_out > limits.output {
        Breach::Output { limit: limits.output }
    } else if log_bytes as u64 > limits.log_bytes {
        Breach::Log { limit: limits.log_bytes, unit: "bytes" }
    } else if report.log.len() as u64 > limits.log_lines {
        Breach::Log { limit: limits.log_lines, unit: "lines" }
    } else {
        return Ok(());
    };
    Err(breach.failure())
}

impl fmt::Debug for NativeModule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NativeModule").field("id", &self.descriptor.id).finish_non_exhaustive()
    }
}
