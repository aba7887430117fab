use std::sync::Arc;
use std::time::Instant;

use parsify_error::Breach;
use parsify_interface::{Callees, CancelToken, Level, Limits, Observer, Phase, Value};

use crate::log::Log;
use crate::meter::Meter;
use crate::phase::PhaseCell;

/// Everything about one call that is not its request.
pub(crate) struct Bounds {
    pub(crate) started: Instant,
    pub(crate) limits: Limits,
    pub(crate) config: Value,
    pub(crate) cancel: Option<CancelToken>,
    pub(crate) log_level: Level,
    pub(crate) observer: Option<Arc<dyn Observer>>,
    pub(crate) callees: Option<Arc<dyn Callees>>,
    /// Seen from outside of the store as well.
    pub(crate) phase: PhaseCell,
}

impl Bounds {
    /// Those of asking a module for its descriptor: with nothing handed in, and nobody who listens.
    pub(crate) fn alone(limits: Limits) -> Self {
        Self {
            started: Instant::now(),
            limits,
            config: Value::Null,
            cancel: None,
            log_level: Level::Info,
            observer: None,
            callees: None,
            phase: PhaseCell::new(Phase::Instantiate),
        }
    }
}

/// What belongs to one call: lives in its store and dies with it.
pub(crate) struct CallState {
    pub(crate) bounds: Bounds,
    pub(crate) meter: Meter,
    pub(crate) log: Log,
    /// The module's id, for its log lines.
    pub(crate) module: Arc<str>,
    /// What the guest said just before it trapped.
    pub(crate) panicked: Option<String>,
    /// It is being instantiated, without code of the module: the engine's own is done soon, and runs where it cannot yield.
    pub(crate) stays: bool,
    host_calls_left: u64,
}

/// Why a guest is interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the call was cancelled")]
pub(crate) struct Cancelled;

impl CallState {
    pub(crate) fn new(bounds: Bounds, module: Arc<str>) -> Self {
        let limits = bounds.limits;
        Self {
            meter: Meter::new(limits.memory, limits.table_elements),
            log: Log::new(&limits),
            module,
            panicked: None,
            stays: false,
            host_calls_left: limits.host_calls,
            bounds,
        }
    }

    /// Makes the state that of another call of the same instance; `false` when the instance holds more than that call may
    /// use.
    pub(crate) fn rearm(&mut self, bounds: Bounds) -> bool {
        let limits = bounds.limits;
        self.log = Log::new(&limits);
        self.panicked = None;
        self.host_calls_left = limits.host_calls;
        self.bounds = bounds;
        self.meter.rearm(limits.memory, limits.table_elements)
    }

    /// Ends the call when its time is over or nobody wants it any more.
    pub(crate) fn check(&self, now: Instant) -> wasmtime::Result<()> {
        let Bounds { started, limits, cancel, phase, .. } = &self.bounds;
        // At each tick, for after the next yield the thread no longer knows.
        let phase = phase.look();
        if cancel.as_ref().is_some_and(CancelToken::is_cancelled) {
            return Err(wasmtime::Error::new(Cancelled));
        }
        if now.saturating_duration_since(*started) < limits.deadline {
            return Ok(());
        }
        Err(wasmtime::Error::new(Breach::Deadline { limit: limits.deadline, phase }))
    }

    /// Counts a call of a host function.
    pub(crate) fn count_host_call(&mut self) -> wasmtime::Result<()> {
        let Some(left) = self.host_calls_left.checked_sub(1) else {
            return Err(wasmtime::Error::new(Breach::HostCalls { limit: self.bounds.limits.host_calls }));
        };
        self.host_calls_left = left;
        Ok(())
    }
}
