use std::time::Duration;

use serde::Serialize;

use crate::ModuleManager;

/// What was left when a manager was shut down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Drained {
    /// Calls that still ran when the time was over. They end with their own deadlines, or when their futures are dropped.
    pub running: usize,
    /// Calls that still waited for a place, and were sent away.
    pub turned_away: usize,
}

impl Drained {
    /// Every call ended in time.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.running == 0 && self.turned_away == 0
    }
}

impl ModuleManager {
    /// Takes no more calls, and waits until those that run and wait have ended, but no longer than `time`. Calls that wait
    /// still get their places meanwhile; who waits when the time is over is sent away (kind `Capacity`, code
    /// `host.shutdown`), as is every later call. What still runs then is told in the answer. The [monitor](crate::Monitor) ends.
    ///
    /// A second time it waits again, for what is left. A manager that is dropped without it loses nothing: its calls hold
    /// what they need.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), parsify::Failure> {
    /// use parsify::ModuleManager;
    /// use std::time::Duration;
    ///
    /// let manager = ModuleManager::builder().build().await?;
    /// assert!(manager.shutdown(Duration::from_secs(10)).await.is_complete());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// If called outside a tokio runtime with time enabled.
    pub async fn shutdown(&self, time: Duration) -> Drained {
        let admission = &self.0.admission;
        admission.close();
        admission.emptied(time).await;
        let left = admission.turn_away();
        self.0.unwatch();
        Drained { running: left.running, turned_away: left.waiting }
    }
}
