use std::future::Future;
use std::pin::pin;
use std::time::Instant;

use parsify_error::{Breach, Failure, Phase};
use parsify_interface::{CallOptions, Limits};

/// Waits for something before a call can run, but no longer than the call's deadline, nor once it is cancelled. What is
/// waited for is dropped then.
pub(crate) async fn within<T>(
    phase: Phase,
    options: &CallOptions,
    limits: &Limits,
    wanted: impl Future<Output = T>,
) -> Result<T, Failure> {
    let started = options.started.unwrap_or_else(Instant::now);
    let left = limits.deadline.saturating_sub(started.elapsed());
    let cancelled = async {
        match &options.cancel {
            Some(token) => token.cancelled().await,
            None => std::future::pending().await,
        }
    };
    let mut wanted = pin!(tokio::time::timeout(left, wanted));
    tokio::select! {
        biased;
        () = cancelled => Err(Failure::cancelled(phase)),
        result = &mut wanted => {
            result.map_err(|_| Breach::Deadline { limit: limits.deadline, phase }.failure())
        }
    }
}
