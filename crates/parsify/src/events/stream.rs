use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::SystemTime;

use futures_core::Stream;
use parsify_error::{Failure, Severity};
use parsify_interface::Descriptor;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::wrappers::errors::BroadcastStreamRecvError;

use super::event::{Event, Happening};
use crate::ModuleManager;
use crate::slot::Slot;

/// Events that are kept for listeners who are slow.
const KEPT: usize = 1024;

/// Where events are told. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Events {
    sender: broadcast::Sender<Arc<Event>>,
    count: Arc<AtomicU64>,
}

impl Events {
    pub(crate) fn new() -> Self {
        Self { sender: broadcast::Sender::new(KEPT), count: Arc::default() }
    }

    /// Whether anybody listens. Otherwise nothing is made, counted or locked.
    pub(crate) fn are_heard(&self) -> bool {
        self.sender.receiver_count() > 0
    }

    pub(crate) fn tell(&self, descriptor: &Descriptor, what: impl FnOnce() -> Happening) {
        if !self.are_heard() {
            return;
        }
        let event = Event {
            number: self.count.fetch_add(1, Ordering::Relaxed) + 1,
            at: SystemTime::now(),
            module: descriptor.id.clone(),
            version: descriptor.version.clone(),
            what: what(),
        };
        // The last listener may have gone meanwhile.
        let _ = self.sender.send(Arc::new(event));
    }

    /// Tells of a call that failed, if that was not its caller's doing.
    pub(crate) fn told_of(&self, slot: &Slot, operation: usize, failure: &Failure) {
        if failure.classification().severity > Severity::Notice {
            let operation = &slot.descriptor.operations[operation].name;
            self.tell(&slot.descriptor, || Happening::Failed { operation: operation.clone(), failure: failure.into() });
        }
    }
}

/// The events of a manager, as a [`Stream`].
#[derive(Debug)]
pub struct EventStream {
    stream: BroadcastStream<Arc<Event>>,
    missed: u64,
}

impl EventStream {
    /// The next event, or `None` when the manager and all its calls are gone.
    pub async fn next(&mut self) -> Option<Arc<Event>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// How many events came and went while nobody looked at this stream: it keeps the last 1,024.
    #[must_use]
    pub fn missed(&self) -> u64 {
        self.missed
    }
}

impl Stream for EventStream {
    type Item = Arc<Event>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Arc<Event>>> {
        loop {
            match Pin::new(&mut self.stream).poll_next(context) {
                Poll::Ready(Some(Err(BroadcastStreamRecvError::Lagged(missed)))) => self.missed += missed,
                Poll::Ready(Some(Ok(event))) => return Poll::Ready(Some(event)),
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

impl ModuleManager {
    /// What happens from now on: modules that come, go and are loaded, calls that fail or fall back. Any number may listen; a
    /// listener that is slow, or never looks, costs the memory of 1,024 events and nobody's time.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), parsify::Failure> {
    /// use parsify::{CallOptions, Happening, ModuleManager, Request};
    ///
    /// let manager = ModuleManager::builder().build().await?;
    /// let mut events = manager.events();
    /// manager.execute("json-processor", Request::new("minify").with_text("json", "[1]"), CallOptions::new()).await?;
    /// let event = events.next().await.expect("the manager is there");
    /// assert!(matches!(event.what, Happening::Loaded { .. }));
    /// assert_eq!(event.module.as_str(), "json-processor");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn events(&self) -> EventStream {
        EventStream { stream: BroadcastStream::new(self.0.host.events.sender.subscribe()), missed: 0 }
    }
}
