//! Which part of its life a call is in, for the error of a call that ran out of time.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use parsify_error::Phase;

thread_local! {
    /// The answer of the guest that this thread runs has been copied out, so that only its cleaning up is left.
    static ANSWERED: Cell<bool> = const { Cell::new(false) };
}

/// The phase of one call, seen from its store, from the records that are copied in, and from whoever waits for it.
#[derive(Clone, Debug)]
pub(crate) struct PhaseCell(Arc<AtomicU8>);

impl PhaseCell {
    pub(crate) fn new(phase: Phase) -> Self {
        Self(Arc::new(AtomicU8::new(phase as u8)))
    }

    pub(crate) fn set(&self, phase: Phase) {
        self.0.store(phase as u8, Ordering::Relaxed);
    }

    pub(crate) fn get(&self) -> Phase {
        let number = usize::from(self.0.load(Ordering::Relaxed));
        Phase::ALL.get(number).copied().unwrap_or(Phase::Run)
    }

    /// Called from inside the guest: takes note when it is past its answer.
    pub(crate) fn look(&self) -> Phase {
        if ANSWERED.get() {
            ANSWERED.set(false);
            self.set(Phase::PostReturn);
        }
        self.get()
    }
}

/// Says that an answer was copied out on this thread. The engine hands the copying no place of its own to say so.
pub(crate) fn answered() {
    ANSWERED.set(true);
}

/// Before a guest goes on: what this thread ran earlier is none of its business.
pub(crate) fn goes_on() {
    ANSWERED.set(false);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phase_is_kept() {
        for phase in Phase::ALL {
            assert_eq!(PhaseCell::new(phase).get(), phase);
        }
    }
}
