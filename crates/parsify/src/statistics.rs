use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
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

type Key = (ModuleId, Version, String);

/// The counters. One lock, held for a few additions.
#[derive(Debug, Default)]
pub(crate) struct Counters(Mutex<BTreeMap<Key, OperationStatistics>>);

impl Counters {
    pub(crate) fn count(
        &self,
        descriptor: &Descriptor,
        operation: &str,
        wall: Duration,
        result: &Result<Execution, Failure>,
    ) {
        let mut counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (descriptor.id.clone(), descriptor.version.clone(), operation.to_owned());
        let entry = counters.entry(key).or_insert_with_key(|(module, version, operation)| OperationStatistics {
            module: module.clone(),
            version: version.clone(),
            operation: operation.clone(),
            calls: 0,
            successes: 0,
            failures: BTreeMap::new(),
            fallbacks: 0,
            wall: Duration::ZERO,
            slowest: Duration::ZERO,
            peak_memory: 0,
            bytes_in: 0,
            bytes_out: 0,
        });
        entry.calls += 1;
        entry.wall += wall;
        entry.slowest = entry.slowest.max(wall);
        match result {
            Ok(Execution { report, .. }) => {
                entry.successes += 1;
                entry.fallbacks += u64::from(report.fallback.is_some());
                entry.peak_memory = entry.peak_memory.max(report.peak_memory);
                entry.bytes_in += report.bytes_in;
                entry.bytes_out += report.bytes_out;
            }
            Err(failure) => *entry.failures.entry(failure.kind()).or_default() += 1,
        }
    }

    pub(crate) fn snapshot(&self) -> Statistics {
        let counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Statistics { operations: counters.values().cloned().collect() }
    }
}

fn millis<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(duration.as_nanos() as f64 / 1e6)
}
