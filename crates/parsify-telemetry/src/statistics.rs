use std::collections::BTreeMap;
use std::time::Duration;

use parsify_error::ErrorKind;
use parsify_interface::{ModuleId, Version};
use serde::{Serialize, Serializer};

/// What all calls of a manager came to, by module, version and operation. As JSON, durations are milliseconds with
/// fractions.
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
    /// Calls that passed the checks and have ended.
    pub calls: u64,
    /// Calls that gave a response.
    pub successes: u64,
    /// Calls that did not, by kind.
    pub failures: BTreeMap<ErrorKind, u64>,
    /// Successes that came from the native twin.
    pub fallbacks: u64,
    /// Attempts in the sandbox after the first one of a call.
    pub retries: u64,
    /// Where the machine code of the successes came from.
    pub cache_hits: CacheHits,
    /// Wall time of all calls.
    #[serde(rename = "wallMs", serialize_with = "millis")]
    pub wall: Duration,
    /// Wall time of the slowest call, exactly.
    #[serde(rename = "slowestMs", serialize_with = "millis")]
    pub slowest: Duration,
    /// Wall time of the calls by rank.
    pub percentiles: Percentiles,
    /// Time that calls waited for a place among the running ones.
    pub queue_wait: QueueWait,
    /// Time that calls spent with compiling components.
    #[serde(rename = "compileMs", serialize_with = "millis")]
    pub compile: Duration,
    /// Time that calls spent with loading modules, compilation aside.
    #[serde(rename = "loadMs", serialize_with = "millis")]
    pub load: Duration,
    /// The most memory a call held, in bytes; calls that failed and native ones are not measured.
    pub peak_memory: u64,
    /// Bytes handed in by the calls that succeeded.
    pub bytes_in: u64,
    /// Bytes given back.
    pub bytes_out: u64,
    /// Calls that run now.
    pub in_flight: u64,
}

/// Times that a share of the calls did not exceed: exact within 1 % or 64 ns, whichever is more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Percentiles {
    /// Of half the calls.
    #[serde(rename = "p50Ms", serialize_with = "millis")]
    pub p50: Duration,
    /// Of nine in ten.
    #[serde(rename = "p90Ms", serialize_with = "millis")]
    pub p90: Duration,
    /// Of 99 in a hundred.
    #[serde(rename = "p99Ms", serialize_with = "millis")]
    pub p99: Duration,
}

/// How long calls waited for a place among the running ones; those that found one at once are among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct QueueWait {
    /// All waiting together.
    #[serde(rename = "totalMs", serialize_with = "millis")]
    pub total: Duration,
    /// 99 in a hundred calls waited no longer; exact as [`Percentiles`] are.
    #[serde(rename = "p99Ms", serialize_with = "millis")]
    pub p99: Duration,
    /// The longest wait, exactly.
    #[serde(rename = "longestMs", serialize_with = "millis")]
    pub longest: Duration,
}

/// Where the machine code of calls came from. Calls that ran natively are in none of the counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CacheHits {
    /// It was in memory.
    pub memory: u64,
    /// It was on disk.
    pub disk: u64,
    /// In no cache: it was compiled for the call.
    pub compiled: u64,
}

/// Writes a duration as milliseconds with fractions, for `#[serde(serialize_with = "millis")]`.
///
/// # Errors
///
/// Those of the serializer.
pub fn millis<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(in_millis(*duration))
}

pub(crate) fn in_millis(duration: Duration) -> f64 {
    duration.as_nanos() as f64 / 1e6
}
