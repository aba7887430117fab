use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use tokio::task::AbortHandle;
use tokio::time::{MissedTickBehavior, interval};

use crate::manager::Inner;
use crate::slot::Slot;

/// Shorter intervals would ask more than they serve.
const SHORTEST: Duration = Duration::from_millis(10);

/// Looks at the health of modules again and again, in the background: see
/// [`ModuleManagerBuilder::with_monitor`](crate::ModuleManagerBuilder::with_monitor).
///
/// ```
/// use parsify::Monitor;
/// use std::time::Duration;
///
/// let monitor = Monitor::new().every(Duration::from_secs(10)).with_status_file("parsify-status.json");
/// # let _ = monitor;
/// ```
#[derive(Clone, Debug)]
pub struct Monitor {
    interval: Duration,
    status: Option<PathBuf>,
}

impl Default for Monitor {
    fn default() -> Self {
        Self { interval: Duration::from_secs(30), status: None }
    }
}

impl Monitor {
    /// Looks every 30 seconds, and writes nothing down.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how often it looks; at least 10 ms lie between.
    #[must_use]
    pub fn every(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Writes the [`Status`](crate::Status) of the manager to a file each time, as JSON: what `parsify stats` and `parsify
    /// health` show. The file is always whole; one that cannot be written is a warning in the log.
    #[must_use]
    pub fn with_status_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.status = Some(path.into());
        self
    }
}

/// A monitor at work; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Watch(AbortHandle);

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Watch {
    /// The monitor holds no manager: one that is dropped is gone, and the monitor with it.
    pub(crate) fn begin(inner: &Arc<Inner>, monitor: Monitor) -> Self {
        Self(tokio::spawn(watch(Arc::downgrade(inner), monitor)).abort_handle())
    }
}

async fn watch(manager: Weak<Inner>, monitor: Monitor) {
    let mut ticks = interval(monitor.interval.max(SHORTEST));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let Some(inner) = manager.upgrade() else { return };
        inner.clone().ask(Slot::is_in_use).await;
        let status = inner.status();
        #[cfg(feature = "metrics")]
        inner.publish_metrics();
        drop(inner);
        if let Some(path) = monitor.status.clone() {
            let written = tokio::task::spawn_blocking(move || write(&path, &status).map_err(|error| (path, error)));
            if let Ok(Err((path, error))) = written.await {
                tracing::warn!(path = %path.display(), %error, "the status file cannot be written");
            }
        }
    }
}

/// Whoever reads it meanwhile has the file of before, or this one.
fn write(path: &Path, status: &crate::Status) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    parsify_interface::serde_json::to_writer(&mut file, status)?;
    file.write_all(b"\n")?;
    file.persist(path)?;
    Ok(())
}

impl Slot {
    /// It is in memory, was called lately, or could not be loaded when it was last asked: what nobody uses is not loaded to
    /// be asked.
    fn is_in_use(&self) -> bool {
        let component = self.component.as_ref();
        component.is_none_or(|component| component.is_in_memory())
            || self.pulse.window.counts(Instant::now()).calls > 0
            || self.pulse.seen().cannot_run.is_some()
    }
}
