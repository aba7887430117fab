use std::time::Duration;

use crate::{ErrorKind, Failure, TwinRule, code, millis};

/// A breaker's refusal to let a call through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// When to come back at the earliest; never zero.
    pub retry_after: Duration,
    /// Whether the native twin may answer: the strictest rule among the failures that opened the breaker and those of the
    /// probes since.
    pub twin: TwinRule,
    /// How often the breaker has opened so far, this time included.
    pub opened: u64,
}

impl Refusal {
    /// The refusal as the failure of the call. Its kind is [`ErrorKind::Unavailable`], which is never tried again.
    #[must_use]
    pub fn failure(&self) -> Failure {
        let after = millis::whole(self.retry_after);
        Failure::new(
            ErrorKind::Unavailable,
            code::SANDBOX_BREAKER,
            "the module failed too often of late, its circuit breaker is open",
        )
        .with_detail("retryAfterMs", after)
        .with_detail("opened", self.opened)
        .with_hint(format!("call again in {after} ms; the failures before this one say what is wrong with the module"))
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        refusal.failure()
    }
}
