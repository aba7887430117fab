use std::time::Instant;

use parsify_error::Breach;
use parsify_interface::{Limits, Value};

use crate::log::Log;
use crate::meter::Meter;

/// What belongs to one call: lives in its store and dies with it.
pub(crate) struct CallState {
    pub(crate) meter: Meter,
    pub(crate) log: Log,
    pub(crate) config: Value,
    /// What the guest said just before it trapped.
    pub(crate) panicked: Option<String>,
    pub(crate) started: Instant,
    pub(crate) limits: Limits,
}

impl CallState {
    pub(crate) fn new(started: Instant, limits: Limits, config: Value) -> Self {
        Self {
            meter: Meter::new(limits.memory, limits.table_elements),
            log: Log::new(limits.log_bytes, limits.log_lines),
            config,
            panicked: None,
            started,
            limits,
        }
    }

    /// Ends the call when its time is over.
    pub(crate) fn check_deadline(&self) -> Result<(), Breach> {
        if self.started.elapsed() < self.limits.deadline {
            Ok(())
        } else {
            Err(Breach::Deadline { limit: self.limits.deadline })
        }
    }
}
