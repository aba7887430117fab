use std::time::Duration;

use serde::{Deserialize, Serialize};

/// When a circuit breaker opens, and for how long.
///
/// As JSON, durations are whole milliseconds, and what is left out has its default:
/// `{"failureRate": 0.5, "leastCalls": 20, "windowMs": 30000, "openForMs": 10000, "longestOpenMs": 300000}`.
///
/// Values outside their bounds count as the nearer bound; a rate that is no number counts as the default.
///
/// ```
/// use parsify_error::BreakerPolicy;
/// use std::time::Duration;
///
/// let policy = BreakerPolicy { failure_rate: f64::NAN, least_calls: 0, ..BreakerPolicy::default() }.clamped();
/// assert_eq!((policy.failure_rate, policy.least_calls), (0.5, 1));
/// assert_eq!(policy.open_for, Duration::from_secs(10));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct BreakerPolicy {
    /// The share of calls within the window that must have failed. Default 0.5; from 0.01 to 1.
    pub failure_rate: f64,
    /// With fewer calls within the window the breaker stays closed, so that one hostile input does not close a module for
    /// everybody. Default 20; at least 1.
    pub least_calls: u32,
    /// How long a call is remembered. It is forgotten in tenths of the window. Default 30 s; from 100 ms to 1 h.
    #[serde(rename = "windowMs", with = "crate::millis")]
    pub window: Duration,
    /// How long the breaker refuses before it lets a probe through; doubled each time the probe fails. Default 10 s; from
    /// 1 ms to 24 h.
    #[serde(rename = "openForMs", with = "crate::millis")]
    pub open_for: Duration,
    /// It never refuses for longer without a probe. Default 5 min; at least `open_for`, at most 24 h.
    #[serde(rename = "longestOpenMs", with = "crate::millis")]
    pub longest_open: Duration,
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Default for BreakerPolicy {
    fn default() -> Self {
        Self {
            failure_rate: 0.5,
            least_calls: 20,
            window: Duration::from_secs(30),
            open_for: Duration::from_secs(10),
            longest_open: Duration::from_secs(5 * 60),
        }
    }
}

impl BreakerPolicy {
    /// The policy with every value inside its bounds, as a [`Breaker`](crate::Breaker) uses it.
    #[must_use]
    pub fn clamped(self) -> Self {
        let rate = if self.failure_rate.is_nan() { Self::default().failure_rate } else { self.failure_rate };
        let open_for = self.open_for.clamp(Duration::from_millis(1), DAY);
        Self {
            failure_rate: rate.clamp(0.01, 1.0),
            least_calls: self.least_calls.max(1),
            window: self.window.clamp(Duration::from_millis(100), Duration::from_secs(60 * 60)),
            open_for,
            longest_open: self.longest_open.clamp(open_for, DAY),
        }
    }
}
