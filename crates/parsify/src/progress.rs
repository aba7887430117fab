use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use parsify_interface::{Observer, Progress};
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;

/// The two ends of a call's progress: one for [`CallOptions::with_observer`](crate::CallOptions::with_observer), the other
/// for whoever shows it.
///
/// Who shows it sees the latest word: what comes faster than it is looked at is passed over, so a module that reports a
/// million times costs no memory. The stream ends with the call.
///
/// ```
/// use parsify::{CallOptions, ModuleManager, Request};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), parsify::Failure> {
/// let manager = ModuleManager::builder().build().await?;
/// let (observer, mut progress) = parsify::progress();
/// let options = CallOptions::new().with_observer(observer);
/// let shown = tokio::spawn(async move {
///     while let Some(progress) = progress.next().await {
///         println!("{:?}", progress.fraction());
///     }
/// });
/// manager.execute("json-processor", Request::new("format").with_text("json", "[1]"), options).await?;
/// shown.await.expect("it ends with the call");
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn progress() -> (ProgressObserver, ProgressStream) {
    let (sender, receiver) = watch::channel(Progress::default());
    (ProgressObserver(sender), ProgressStream(WatchStream::from_changes(receiver)))
}

/// The end that a call reports to.
#[derive(Debug)]
pub struct ProgressObserver(watch::Sender<Progress>);

impl Observer for ProgressObserver {
    fn progress(&self, progress: Progress) {
        self.0.send_replace(progress);
    }
}

/// The end that shows it; a [`Stream`].
#[derive(Debug)]
pub struct ProgressStream(WatchStream<Progress>);

impl ProgressStream {
    /// The next word on the progress, or `None` when the call is over.
    pub async fn next(&mut self) -> Option<Progress> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl Stream for ProgressStream {
    type Item = Progress;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Progress>> {
        Pin::new(&mut self.0).poll_next(context)
    }
}
