use std::fmt;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use parsify_error::Failure;
use parsify_interface::{
    CacheState, CallOptions, Descriptor, Digest, Engine, Execution, Limits, Module, Phase, Report, Request,
};

use crate::call::Prepared;
use crate::enforce;
use crate::engine::Room;
use crate::phase::PhaseCell;
use crate::state::Bounds;
use crate::warm::{Reuse, Warm};

/// A module in the sandbox: compiled, linked, described, ready for any number of calls at once. Cheap to clone.
#[derive(Clone)]
pub struct WasmModule {
    parts: Arc<Parts>,
    warm: Option<Arc<Warm>>,
}

/// A module that may have left the memory.
#[derive(Clone, Debug)]
pub struct WeakModule(Weak<Parts>);

impl WeakModule {
    /// The module, if anybody still holds it.
    #[must_use]
    pub fn upgrade(&self) -> Option<WasmModule> {
        self.0.upgrade().map(|parts| WasmModule { parts, warm: None })
    }
}

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
    /// File descriptors that it holds while it is kept, about.
    pub images: u64,
    /// Where its machine code came from.
    pub origin: CacheState,
}

pub(crate) struct Parts {
    pub(crate) prepared: Prepared,
    pub(crate) room: Arc<Room>,
    pub(crate) descriptor: Descriptor,
    pub(crate) digest: Digest,
    pub(crate) defaults: Limits,
    pub(crate) ceiling: Limits,
    pub(crate) report: LoadReport,
}

impl WasmModule {
    pub(crate) fn new(parts: Parts) -> Self {
        Self { parts: Arc::new(parts), warm: None }
    }

    /// The same module with its instances used again, as [`Reuse`] says. The clones of what this gives share its instances.
    #[must_use]
    pub fn reusing(&self, reuse: Reuse) -> Self {
        Self { parts: self.parts.clone(), warm: Some(Arc::new(Warm::new(reuse))) }
    }

    /// A handle that does not keep the module in memory.
    #[must_use]
    pub fn downgrade(&self) -> WeakModule {
        WeakModule(Arc::downgrade(&self.parts))
    }

    /// The digest of the component.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.parts.digest
    }

    /// What loading it took.
    #[must_use]
    pub fn load_report(&self) -> LoadReport {
        self.parts.report
    }

    /// Asks a new instance for the descriptor once more, with the limits of a call for which nobody says anything, but in no
    /// more time than this: a sign of life that needs to know nothing of the module.
    ///
    /// # Errors
    ///
    /// What keeps the module from answering: a limit or a trap, no free place for an instance.
    pub async fn probe(&self, time: Duration) -> Result<(), Failure> {
        let inner = &*self.parts;
        let mut limits = inner.defaults.at_most(&inner.ceiling);
        limits.deadline = limits.deadline.min(time);
        let asked = inner.prepared.describe(&inner.room.ticker, Bounds::alone(limits)).await;
        let failure = match asked {
            Ok(_) => return Ok(()),
            Err(failure) => failure,
        };
        let (id, version) = (&inner.descriptor.id, &inner.descriptor.version);
        Err(failure.with_module(id).with_version(version).with_operation("describe"))
    }

    /// The limits of a call: defaults, then the operation's, then the caller's, and none above the ceiling.
    fn limits(&self, request: &Request, options: &CallOptions) -> Limits {
        let operation = self.parts.descriptor.operation(&request.operation).map(|operation| operation.limits);
        self.parts.defaults.with(&operation.unwrap_or_default()).with(&options.limits).at_most(&self.parts.ceiling)
    }
}

#[async_trait]
impl Module for WasmModule {
    fn descriptor(&self) -> &Descriptor {
        &self.parts.descriptor
    }

    async fn execute(&self, request: &Request, options: &CallOptions) -> Result<Execution, Failure> {
        let begun = Instant::now();
        let started = options.started.unwrap_or(begun);
        let inner = &*self.parts;
        let place = |failure: Failure| {
            failure
                .with_module(&inner.descriptor.id)
                .with_version(&inner.descriptor.version)
                .with_operation(&request.operation)
        };
        inner.descriptor.check_grants(&options.grants).map_err(place)?;
        let limits = self.limits(request, options);
        enforce::enforceable(&limits, &inner.room.machine).map_err(place)?;
        let bounds = Bounds {
            started,
            limits,
            config: options.config.clone(),
            cancel: options.cancel.clone(),
            log_level: options.log_level,
            observer: options.observer.clone(),
            callees: options.callees.clone(),
            phase: PhaseCell::new(Phase::Instantiate),
        };
        let warm = self.warm.as_deref();
        let start = inner.prepared.start(warm, request, bounds, begun).map_err(place)?;
        let outcome = inner.prepared.execute(&inner.room, warm, request, start).await.map_err(place)?;

        let (id, version) = (inner.descriptor.id.clone(), inner.descriptor.version.clone());
        let mut report = Report::new(id, version, &request.operation, Engine::Wasm);
        report.digest = Some(inner.digest);
        report.cache = CacheState::Memory;
        report.run = outcome.run;
        report.wall = outcome.ended.saturating_duration_since(started);
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
            .field("id", &self.parts.descriptor.id)
            .field("version", &self.parts.descriptor.version)
            .field("digest", &self.parts.digest)
            .finish_non_exhaustive()
    }
}
