use std::sync::{Mutex, MutexGuard, PoisonError};

use parsify_error::Failure;
use parsify_telemetry::{Health, Policy, Window};

/// What is known of how one version of a module does.
#[derive(Debug)]
pub(crate) struct Pulse {
    /// Its calls of the last seconds.
    pub(crate) window: Window,
    seen: Mutex<Seen>,
}

/// What the host saw when it last asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    /// Whether it answered; `None`: it was not asked.
    pub(crate) answered: Option<Result<(), Failure>>,
    /// Why it could not be loaded.
    pub(crate) cannot_run: Option<Failure>,
    /// What those who watch were told last.
    pub(crate) told: Health,
}

impl Pulse {
    pub(crate) fn new(policy: &Policy) -> Self {
        Self { window: policy.window(), seen: Mutex::default() }
    }

    pub(crate) fn seen(&self) -> MutexGuard<'_, Seen> {
        // Each change is one assignment.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
