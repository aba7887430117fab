use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How much a [`History`](crate::History) remembers.
///
/// As JSON, what is left out has its default: `{"entries": 1000, "groups": 500, "textBytes": 300, "windowMs": 600000}`.
/// Values outside their bounds count as the nearer bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct HistoryPolicy {
    /// The latest failures that are kept one by one. Default 1000; at most 100 000, and 0 keeps none.
    pub entries: usize,
    /// Groups of failures alike that are kept. Default 500; from 1 to 10 000.
    pub groups: usize,
    /// Bytes of the longest message, hint or name that is kept whole. Default 300; from 16 to 4096.
    pub text_bytes: usize,
    /// The time by which the [frequency](crate::Frequency) of a group is judged. Default 10 min; from 1 s to 24 h.
    #[serde(rename = "windowMs", with = "crate::millis")]
    pub window: Duration,
}

impl Default for HistoryPolicy {
    fn default() -> Self {
        Self { entries: 1000, groups: 500, text_bytes: 300, window: Duration::from_secs(10 * 60) }
    }
}

impl HistoryPolicy {
    /// The policy with every value inside its bounds, as a history uses it.
    #[must_use]
    pub fn clamped(self) -> Self {
        Self {
            entries: self.entries.min(100_000),
            groups: self.groups.clamp(1, 10_000),
            text_bytes: self.text_bytes.clamp(16, 4096),
            window: self.window.clamp(Duration::from_secs(1), Duration::from_secs(24 * 60 * 60)),
        }
    }
}
