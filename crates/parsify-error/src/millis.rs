//! Durations as whole milliseconds, the form they have in configuration and reports.

use std::time::Duration;

use serde::{Deserialize as _, Deserializer, Serializer};

/// Rounded up, so that a pause that is left is never shown as none.
pub(crate) fn whole(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX)
}

pub(crate) fn serialize<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(whole(*duration))
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    u64::deserialize(deserializer).map(Duration::from_millis)
}
