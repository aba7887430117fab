use parsify_error::{ErrorKind, Failure, Phase, code};
use parsify_interface::{CallOptions, Limits};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::waiting;

/// The places among concurrent calls.
#[derive(Debug)]
pub(crate) struct Admission(Semaphore);

impl Admission {
    pub(crate) fn new(places: usize) -> Self {
        Self(Semaphore::new(places.clamp(1, Semaphore::MAX_PERMITS)))
    }

    /// Waits for a place, but not beyond the call's deadline.
    pub(crate) async fn enter(&self, options: &CallOptions, limits: &Limits) -> Result<SemaphorePermit<'_>, Failure> {
        if let Ok(permit) = self.0.try_acquire() {
            return Ok(permit);
        }
        let entered = Box::pin(waiting::within(Phase::Queue, options, limits, self.0.acquire())).await?;
        // The semaphore is never closed, so this error cannot come.
        entered.map_err(|error| {
            Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the queue of calls is closed").with_source(error)
        })
    }
}
