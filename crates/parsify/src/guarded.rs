use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::Instant;

use async_trait::async_trait;
use parsify_error::Failure;
use parsify_interface::{CallOptions, Descriptor, Engine, Execution, Limits, Module, Phase, Request};

use crate::native::{check_afterwards, panicked};
use crate::waiting;

/// A module of the program itself, held to what can be held without a sandbox: grants, the deadline, cancelling, panics, the
/// size of what it gives.
pub(crate) struct Guarded<M>(M);

impl<M: Module> Guarded<M> {
    pub(crate) fn new(module: M) -> Self {
        Self(module)
    }

    async fn run(&self, request: &Request, options: &CallOptions) -> Result<Execution, Failure> {
        self.descriptor().check_grants(&options.grants)?;
        let started = options.started.unwrap_or_else(Instant::now);
        let own = self.descriptor().operation(&request.operation).map(|operation| operation.limits);
        let limits = Limits::default().with(&own.unwrap_or_default()).with(&options.limits);
        let begun = Instant::now();
        let mut call = pin!(self.0.execute(request, options));
        // After a panic the call is never polled again: it is dropped.
        let contained = poll_fn(|context| {
            catch_unwind(AssertUnwindSafe(|| call.as_mut().poll(context)))
                .unwrap_or_else(|panic| Poll::Ready(Err(panicked(&*panic))))
        });
        let mut execution = waiting::within(Phase::Run, options, &limits, contained).await??;
        let report = &mut execution.report;
        report.run = begun.elapsed();
        report.wall = started.elapsed();
        report.bytes_in = request.document_bytes();
        report.bytes_out = execution.response.size();
        check_afterwards(report, &limits)?;
        Ok(execution)
    }
}

#[async_trait]
impl<M: Module> Module for Guarded<M> {
    fn descriptor(&self) -> &Descriptor {
        self.0.descriptor()
    }

    async fn execute(&self, request: &Request, options: &CallOptions) -> Result<Execution, Failure> {
        let descriptor = self.0.descriptor();
        let result = self.run(request, options).await;
        result.map_err(|failure| {
            failure.with_module(&descriptor.id).with_version(&descriptor.version).with_operation(&request.operation)
        })
    }

    fn engine(&self) -> Engine {
        self.0.engine()
    }
}
