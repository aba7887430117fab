use std::collections::BTreeMap;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use parsify_error::{ErrorKind, Failure};
use parsify_interface::{Descriptor, Execution, ModuleId, Version};
use serde::{Serialize, Serializer};

/// What all calls of a manager came to, by module, version and operation.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Statistics {
    /// One entry for each operation that was called.
    pub operations: Vec<OperationStatistics>,
}

/// What the calls of one operation came to.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OperationStatistics {
    /// The module.
    pub module: ModuleId,
    /// Its version.
    pub version: Version,
    /// The operation.
    pub operation: String,
    /// Calls that passed the checks.
    pub calls: u64,
    /// Calls that gave a response.
    pub successes: u64,
    /// Calls that did not, by kind.
    pub failures: BTreeMap<ErrorKind, u64>,
    /// Successes that came from the native twin.
    pub fallbacks: u64,
    /// Wall time of all calls.
    #[serde(rename = "wallMs", serialize_with = "millis")]
    pub wall: Duration,
    /// Wall time of the slowest call.
    #[serde(rename = "slowestMs", serialize_with = "millis")]
    pub slowest: Duration,
    /// The most memory a call held, in bytes.
    pub peak_memory: u64,
    /// Bytes handed in by the calls that succeeded.
    pub bytes_in: u64,
    /// Bytes given back.
    pub bytes_out: u64,
}

/// What the calls of one operation came to, counted without a lock: calls of several threads never wait for each other.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    calls: AtomicU64,
    successes: AtomicU64,
    failures: [AtomicU64; ErrorKind::ALL.len()],
    fallbacks: AtomicU64,
    wall_nanos: AtomicU64,
    slowest_nanos: AtomicU64,
    peak_memory: AtomicU64,
    bytes_in: AtomicU64,
    bytes_out: AtomicU64,
}

impl Counters {
    pub(crate) fn count(&self, wall: Duration, result: &Result<Execution, Failure>) {
        let nanos = u64::try_from(wall.as_nanos()).unwrap_or(u64::MAX);
        self.calls.fetch_add(1, Relaxed);
        self.wall_nanos.fetch_add(nanos, Relaxed);
        self.slowest_nanos.fetch_max(nanos, Relaxed);
        match result {
            Ok(Execution { report, .. }) => {
                self.successes.fetch_add(1, Relaxed);
                if report.fallback.is_some() {
                    self.fallbacks.fetch_add(1, Relaxed);
                }
                self.peak_memory.fetch_max(report.peak_memory, Relaxed);
                self.bytes_in.fetch_add(report.bytes_in, Relaxed);
                self.bytes_out.fetch_add(report.bytes_out, Relaxed);
            }
            Err(failure) => {
                if let Some(place) = ErrorKind::ALL.iter().position(|&kind| kind == failure.kind()) {
                    self.failures[place].fetch_add(1, Relaxed);
                }
            }
        }
    }

    /// The counts by now; `None` when the operation was never called.
    pub(crate) fn snapshot(&self, descriptor: &Descriptor, operation: &str) -> Option<OperationStatistics> {
        let calls = self.calls.load(Relaxed);
        let failures = ErrorKind::ALL.iter().zip(&self.failures);
        let failures = failures.map(|(&kind, count)| (kind, count.load(Relaxed))).filter(|&(_, count)| count > 0);
        (calls > 0).then(|| OperationStatistics {
            module: descriptor.id.clone(),
            version: descriptor.version.clone(),
            operation: operation.to_owned(),
            calls,
            successes: self.successes.load(Relaxed),
            failures: failures.collect(),
            fallbacks: self.fallbacks.load(Relaxed),
            wall: Duration::from_nanos(self.wall_nanos.load(Relaxed)),
            slowest: Duration::from_nanos(self.slowest_nanos.load(Relaxed)),
            peak_memory: self.peak_memory.load(Relaxed),
            bytes_in: self.bytes_in.load(Relaxed),
            bytes_out: self.bytes_out.load(Relaxed),
        })
    }
}

pub(crate) fn millis<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(duration.as_nanos() as f64 / 1e6)
}
