use std::any::Any;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use parsify_error::{Breach, ErrorKind, Failure, code};
use parsify_interface::CancelToken;

use crate::phase::{PhaseCell, goes_on};
use crate::state::Bounds;

/// What ends a call from outside of it.
///
/// The guest looks at clock and token itself whenever the epoch ticks; the fence is for a call that waits in a function of
/// the host, where no epoch is looked at.
pub(crate) struct Fence {
    until: Option<Instant>,
    limit: Duration,
    cancel: Option<CancelToken>,
    phase: PhaseCell,
}

impl Fence {
    pub(crate) fn new(bounds: &Bounds) -> Self {
        let limit = bounds.limits.deadline;
        Self {
            // A deadline beyond what the clock can count is none.
            until: bounds.started.checked_add(limit),
            limit,
            cancel: bounds.cancel.clone(),
            phase: bounds.phase.clone(),
        }
    }

    /// Runs a call until it ends or the fence ends it. What the call owns, its store above all, is dropped in either case. A
    /// panic inside, of a host function or an observer, becomes a failure. The call stays where it is: handed over by value,
    /// it would take its place twice in this future, and be copied from one to the other.
    pub(crate) async fn around<T>(
        self,
        mut call: Pin<&mut impl Future<Output = Result<T, Failure>>>,
    ) -> Result<T, Failure> {
        // Most calls end within their first poll, and pay for no timer.
        if let Poll::Ready(result) = poll_fn(|context| Poll::Ready(contained(call.as_mut(), context))).await {
            return result;
        }
        let call = poll_fn(|context| contained(call.as_mut(), context));
        let overdue = async {
            match self.until {
                Some(until) => tokio::time::sleep_until(until.into()).await,
                None => std::future::pending().await,
            }
        };
        let cancelled = async {
            match &self.cancel {
                Some(token) => token.cancelled().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            result = call => result,
            () = cancelled => Err(Failure::cancelled(self.phase.get())),
            () = overdue => Err(Breach::Deadline { limit: self.limit, phase: self.phase.get() }.failure()),
        }
    }
}

/// One step of a call, from which no panic escapes.
fn contained<T>(
    call: Pin<&mut impl Future<Output = Result<T, Failure>>>,
    context: &mut Context<'_>,
) -> Poll<Result<T, Failure>> {
    goes_on();
    // After a panic the call is never polled again: it is dropped with its store.
    catch_unwind(AssertUnwindSafe(|| call.poll(context)))
        .unwrap_or_else(|panic| Poll::Ready(Err(panicked(panic.as_ref()))))
}

fn panicked(panic: &(dyn Any + Send)) -> Failure {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    let text = text.unwrap_or("without a word");
    Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, format!("the host panicked during the call: {text}"))
        .with_hint("this is a bug of the host or of an observer of the call, not of the module")
}
