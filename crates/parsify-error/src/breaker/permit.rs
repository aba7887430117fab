use std::time::Instant;

use super::Breaker;
use super::outcome::Outcome;
use super::state::{BreakerChange, BreakerStage};

/// Leave to make one call, from [`Breaker::admit`].
///
/// A permit that is dropped without [`Permit::record`] counts as neutral: if it was the probe, another one may come.
#[derive(Debug)]
#[must_use = "say how the call ended with `record`; a permit that is dropped counts as neutral"]
pub struct Permit<'a> {
    breaker: &'a Breaker,
    ticket: Ticket,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Ticket {
    /// A call let through while the breaker was closed, in this era.
    Call {
        era: u64,
    },
    Probe {
        number: u64,
    },
    /// Its end is recorded.
    Used,
}

impl<'a> Permit<'a> {
    pub(super) const fn new(breaker: &'a Breaker, ticket: Ticket) -> Self {
        Self { breaker, ticket }
    }

    /// Whether the call is the one that shows if the module has recovered.
    #[must_use]
    pub const fn is_probe(&self) -> bool {
        matches!(self.ticket, Ticket::Probe { .. })
    }

    /// The breaker as the call met it: half-open when the call is the probe, else closed.
    #[must_use]
    pub const fn met(&self) -> BreakerStage {
        if self.is_probe() { BreakerStage::HalfOpen } else { BreakerStage::Closed }
    }

    /// Says how the call ended. `now` is the instant of its end.
    ///
    /// Gives what this did to the breaker. A call that was let through before the breaker last opened or closed changes
    /// nothing.
    pub fn record(mut self, now: Instant, outcome: Outcome) -> Option<BreakerChange> {
        match std::mem::replace(&mut self.ticket, Ticket::Used) {
            Ticket::Call { era } => self.breaker.record_call(now, era, outcome),
            Ticket::Probe { number } => self.breaker.record_probe(now, number, outcome),
            Ticket::Used => None,
        }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if let Ticket::Probe { number } = self.ticket {
            self.breaker.release(number);
        }
    }
}
