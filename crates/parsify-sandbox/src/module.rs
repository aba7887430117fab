use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{
    CacheState, CallOptions, Descriptor, Digest, Engine, Execution, Limits, Module, Report, Request,
};

use crate::call::{Bounds, Prepared};
use crate::ticker::Ticker;

/// A module in the sandbox: compiled, linked, described, ready for any number of calls at once. Cheap to clone.
#[derive(Clone)]
pub struct WasmModule(Arc<Parts>);

/// What loading a module took.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct LoadReport {
    /// Time to compile the component to machine code.
    pub compile: Duration,
    /// Time to instantiate it once and ask for its descriptor.
    pub describe: Duration,
    /// Bytes of the component.
    pub component_bytes: u64,
    /// Bytes of its machine code.
    pub code_bytes: u64,
}

pub(crate) struct Parts {
    pub(crate) prepared: Prepared,
    pub(crate) ticker: Arc<Ticker>,
    pub(crate) descriptor: Descriptor,
    pub(crate) digest: Digest,
    pub(crate) defaults: Limits,
    pub(crate) ceiling: Limits,
    pub(crate) report: LoadReport,
}

impl WasmModule {
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The digest of the component.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.0.digest
    }

    /// What loading it took.
    #[must_use]
    pub fn load_report(&self) -> LoadReport {
        self.0.report
    }

    /// The limits of a call: defaults, then the operation's, then the caller's, and none above the ceiling.
    fn limits(&self, request: &Request, options: &CallOptions) -> Limits {
        let operation = self.0.descriptor.operation(&request.operation).map(|operation| operation.limits);
        self.0.defaults.with(&operation.unwrap_or_default()).with(&options.limits).at_most(&self.0.ceiling)
    }

    fn check_grants(&self, options: &CallOptions) -> Result<(), Failure> {
        let missing = self.0.descriptor.capabilities.iter().find(|&&wanted| !options.grants.allows(wanted));
        let Some(wanted) = missing else { return Ok(()) };
        Err(Failure::new(ErrorKind::Permission, code::MODULE_GRANT, format!("the module needs the grant `{wanted}`"))
            .with_detail("capability", wanted.to_string())
            .with_hint("grant it for this call, if you trust the module with it"))
    }
}

#[async_trait]
impl Module for WasmModule {
    fn descriptor(&self) -> &Descriptor {
        &self.0.descriptor
    }

    async fn execute(&self, request: &Request, options: &CallOptions) -> Result<Execution, Failure> {
        let started = options.started.unwrap_or_else(Instant::now);
        let inner = &*self.0;
        let place = |failure: Failure| {
            failure
                .with_module(&inner.descriptor.id)
                .with_version(&inner.descriptor.version)
                .with_operation(&request.operation)
        };
        self.check_grants(options).map_err(place)?;
        let bounds = Bounds { started, limits: self.limits(request, options), config: options.config.clone() };
        let outcome = inner.prepared.execute(&inner.ticker, request, bounds).await.map_err(place)?;

        let (id, version) = (inner.descriptor.id.clone(), inner.descriptor.version.clone());
        let mut report = Report::new(id, version, &request.operation, Engine::Wasm);
        report.digest = Some(inner.digest);
        report.cache = CacheState::Memory;
        report.run = outcome.run;
        report.wall = started.elapsed();
        report.peak_memory = outcome.peak_memory;
        report.bytes_in = request.document_bytes();
        report.bytes_out = outcome.bytes_out;
        report.log = outcome.log;
        Ok(Execution { response: outcome.response, report })
    }

    fn engine(&self) -> Engine {
        Engine::Wasm
    }
}

impl fmt::Debug for WasmModule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WasmModule")
            .field("id", &self.0.descriptor.id)
            .field("version", &self.0.descriptor.version)
            .field("digest", &self.0.digest)
            .finish_non_exhaustive()
    }
}
