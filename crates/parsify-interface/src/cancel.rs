use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use event_listener::Event;

/// Cancels calls from anywhere: from another task, thread or signal handler. Cheap to clone; all clones are one token, and
/// one token can serve any number of calls. There is no way back.
///
/// ```
/// use parsify_interface::{CallOptions, CancelToken};
///
/// let token = CancelToken::new();
/// let options = CallOptions::new().with_cancel(token.clone());
/// token.cancel();
/// assert!(options.cancel.is_some_and(|token| token.is_cancelled()));
/// ```
#[derive(Clone, Default)]
pub struct CancelToken(Arc<Inner>);

#[derive(Default)]
struct Inner {
    cancelled: AtomicBool,
    event: Event,
}

impl CancelToken {
    /// A token that is not cancelled.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Cancels every call that has this token, now and later.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::SeqCst);
        self.0.event.notify(usize::MAX);
    }

    /// True once it is cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::SeqCst)
    }

    /// Ends when it is cancelled. Needs no particular async runtime.
    pub async fn cancelled(&self) {
        while !self.is_cancelled() {
            let heard = self.0.event.listen();
            // Between the look and the listening it may have happened.
            if !self.is_cancelled() {
                heard.await;
            }
        }
    }
}

impl fmt::Debug for CancelToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CancelToken").field("cancelled", &self.is_cancelled()).finish()
    }
}
