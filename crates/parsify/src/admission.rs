use std::time::{Duration, Instant};

use parsify_error::{ErrorKind, Failure, code};
use tokio::sync::{Semaphore, SemaphorePermit};

/// The places among concurrent calls.
#[derive(Debug)]
pub(crate) struct Admission(Semaphore);

impl Admission {
    pub(crate) fn new(places: usize) -> Self {
        Self(Semaphore::new(places.clamp(1, Semaphore::MAX_PERMITS)))
    }

    /// Waits for a place, but not beyond the call's deadline.
    pub(crate) async fn enter(&self, started: Instant, deadline: Duration) -> Result<SemaphorePermit<'_>, Failure> {
        if let Ok(permit) = self.0.try_acquire() {
            return Ok(permit);
        }
        let left = deadline.saturating_sub(started.elapsed());
        match tokio::time::timeout(left, self.0.acquire()).await {
            Ok(Ok(permit)) => Ok(permit),
            // The semaphore is never closed, so the other error cannot come; both mean that there is no place.
            _ => Err(Failure::new(
                ErrorKind::Timeout,
                code::SANDBOX_TIMEOUT,
                format!("the call waited its whole deadline of {deadline:?} for a place among the running calls"),
            )
            .with_detail("phase", "queue")
            .with_detail("limitMs", u64::try_from(deadline.as_millis()).unwrap_or(u64::MAX))
            .with_hint("give it more time, or allow more calls at once")),
        }
    }
}
