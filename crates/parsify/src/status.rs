use std::time::{Duration, Instant, SystemTime};

use parsify_error::{HistoryFilter, HistorySnapshot};
use parsify_telemetry::Statistics;
use serde::{Serialize, Serializer};

use crate::manager::Inner;
use crate::{ModuleManager, SystemHealth};

/// Everything that can be told of a manager at one moment. As JSON it is what `parsify stats` and `parsify health` read.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Status {
    /// When, by the machine's clock; as JSON in milliseconds since 1970.
    #[serde(rename = "atMs", serialize_with = "since_1970")]
    pub at: SystemTime,
    /// How long the manager has been there.
    #[serde(rename = "uptimeMs", serialize_with = "parsify_telemetry::millis")]
    pub uptime: Duration,
    /// The calls of this moment.
    pub load: Load,
    /// How it does.
    pub health: SystemHealth,
    /// What all calls so far came to.
    pub statistics: Statistics,
    /// The failures that are remembered.
    pub failures: HistorySnapshot,
}

/// How many calls there are at one moment, and may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Load {
    /// Calls that run.
    pub running: usize,
    /// How many may.
    pub places: usize,
    /// Calls that wait for a place.
    pub waiting: usize,
    /// How many may.
    pub queue: usize,
    /// It was shut down: no call is taken any more.
    pub closed: bool,
}

impl ModuleManager {
    /// Everything that can be told at this moment: health, load, statistics, failures. Nothing is loaded or called for it.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), parsify::Failure> {
    /// use parsify::{CallOptions, ModuleManager, Request};
    ///
    /// let manager = ModuleManager::builder().build().await?;
    /// manager.execute("json-processor", Request::new("minify").with_text("json", "[1]"), CallOptions::new()).await?;
    /// let status = manager.status();
    /// assert_eq!((status.load.running, status.statistics.operations[0].successes), (0, 1));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn status(&self) -> Status {
        self.0.status()
    }
}

impl Inner {
    pub(crate) fn status(&self) -> Status {
        let now = Instant::now();
        Status {
            at: SystemTime::now(),
            uptime: now.saturating_duration_since(self.begun),
            load: self.admission.load(),
            health: self.health(),
            statistics: self.statistics(),
            failures: self.history.snapshot(now, &HistoryFilter::default()),
        }
    }
}

/// Milliseconds since 1970; a clock that stands before that gives 0.
pub(crate) fn since_1970<S: Serializer>(at: &SystemTime, serializer: S) -> Result<S::Ok, S::Error> {
    let since = at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    serializer.serialize_u64(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}
