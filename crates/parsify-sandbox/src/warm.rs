use std::fmt;
use std::sync::{Mutex, PoisonError};

use wasmtime::Store;
use wasmtime::component::Func;

use crate::state::CallState;

/// How instances of a module are used again.
///
/// By default every call gets an instance of its own. A reused instance saves making one, some microseconds a call, and
/// gives up isolation between the calls: what one call leaves in the guest's memory, the next can read. So this is for
/// modules that are trusted with all the documents they see.
///
/// An instance is never used again after a failure of any kind: trap, limit, cancel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reuse {
    /// Calls after which an instance is dropped. Default 1000.
    pub uses: u32,
    /// Instances kept while nothing runs. When more calls run at once, the further ones get instances that serve once.
    /// Default 4.
    pub idle: usize,
    /// An instance with more bytes of memory than this is dropped after its call. Default 16 MiB.
    pub idle_bytes: u64,
}

impl Default for Reuse {
    fn default() -> Self {
        Self { uses: 1000, idle: 4, idle_bytes: 16 << 20 }
    }
}

impl Reuse {
    /// Sets after how many calls an instance is dropped; 0 counts as 1.
    #[must_use]
    pub fn with_uses(mut self, uses: u32) -> Self {
        self.uses = uses;
        self
    }

    /// Sets how many instances are kept while nothing runs.
    #[must_use]
    pub fn with_idle(mut self, instances: usize) -> Self {
        self.idle = instances;
        self
    }

    /// Sets how much memory an instance may hold between two calls.
    #[must_use]
    pub fn with_idle_bytes(mut self, bytes: u64) -> Self {
        self.idle_bytes = bytes;
        self
    }
}

/// An instance that can be called.
pub(crate) struct Ready {
    pub(crate) store: Store<CallState>,
    pub(crate) execute: Func,
    pub(crate) used: u32,
}

/// The instances of one module that wait for their next call.
pub(crate) struct Warm {
    reuse: Reuse,
    idle: Mutex<Vec<Ready>>,
}

impl Warm {
    pub(crate) fn new(reuse: Reuse) -> Self {
        Self { reuse, idle: Mutex::new(Vec::new()) }
    }

    /// The instance that was used last: its memory is the likeliest to be in a cache.
    pub(crate) fn take(&self) -> Option<Ready> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    /// Keeps an instance whose call succeeded, if it has uses left and there is room.
    pub(crate) fn give(&self, ready: Ready) {
        let held = ready.store.data().meter.peak_memory();
        if ready.used >= self.reuse.uses || held > self.reuse.idle_bytes {
            return;
        }
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < self.reuse.idle {
            idle.push(ready);
        }
    }
}

impl fmt::Debug for Warm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Warm").field("reuse", &self.reuse).finish_non_exhaustive()
    }
}
