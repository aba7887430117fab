use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Instant;

use parsify_error::{Breach, Failure, Phase};
use parsify_interface::{CallOptions, CancelToken, Limits};

/// Waits for something before a call can run, but no longer than the call's deadline, nor once it is cancelled. What is
/// waited for is dropped then.
pub(crate) async fn within<T>(
    phase: Phase,
    options: &CallOptions,
    limits: &Limits,
    wanted: impl Future<Output = T>,
) -> Result<T, Failure> {
    if options.cancel.as_ref().is_some_and(CancelToken::is_cancelled) {
        return Err(Failure::cancelled(phase));
    }
    let mut wanted = pin!(wanted);
    // Nearly always there is nothing to wait for, and then a timer would be the dearest part of it.
    if let Poll::Ready(result) = poll_fn(|context| Poll::Ready(wanted.as_mut().poll(context))).await {
        return Ok(result);
    }
    let started = options.started.unwrap_or_else(Instant::now);
    let left = limits.deadline.saturating_sub(started.elapsed());
    let cancelled = async {
        match &options.cancel {
            Some(token) => token.cancelled().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        biased;
        () = cancelled => Err(Failure::cancelled(phase)),
        result = tokio::time::timeout(left, wanted) => {
            result.map_err(|_| Breach::Deadline { limit: limits.deadline, phase }.failure())
        }
    }
}
