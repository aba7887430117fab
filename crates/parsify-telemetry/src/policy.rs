use std::time::Duration;

use crate::Window;

/// From when on something is called degraded or unhealthy. Shares are between 0 and 1.
///
/// ```
/// use std::time::Duration;
/// use parsify_telemetry::Policy;
///
/// let policy = Policy { span: Duration::from_secs(300), ..Policy::default() };
/// assert_eq!(policy.window().span(), Duration::from_secs(300));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// How far windows reach back. 60 s.
    pub span: Duration,
    /// How long a probe may take, loading aside. 1 s.
    pub probe: Duration,
    /// With fewer calls in the window than this, shares of them say nothing. 10.
    pub least_calls: u64,
    /// The share of faults from which on a module is degraded; also of calls that its native twin answered. 0.05.
    pub degraded_faults: f64,
    /// The share of faults from which on a module is unhealthy. 0.5.
    pub unhealthy_faults: f64,
    /// This many faults with no success after them make a module unhealthy, however long ago they were. 5.
    pub faults_in_row: u64,
    /// The share of calls that ended at a limit, or failed by something else, from which on a module is degraded. However
    /// many they are, they never make it unhealthy: one caller could bring them about. 0.25.
    pub degraded_others: f64,
    /// A success that took more than this share of its deadline is slow. 0.8.
    pub slow_share: f64,
    /// A module is degraded when fewer than this share of its successes were not slow: when this percentile of their time
    /// is beyond [`Policy::slow_share`] of the deadline. 0.99.
    pub slow_percentile: f64,
    /// Fewer slow calls than this are none: with few calls, one would be a percentile. 3.
    pub least_slow: u64,
    /// The share of a queue's places from which on it counts as full. 0.9.
    pub queue_share: f64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            span: Duration::from_secs(60),
            probe: Duration::from_secs(1),
            least_calls: 10,
            degraded_faults: 0.05,
            unhealthy_faults: 0.5,
            faults_in_row: 5,
            degraded_others: 0.25,
            slow_share: 0.8,
            slow_percentile: 0.99,
            least_slow: 3,
            queue_share: 0.9,
        }
    }
}

impl Policy {
    /// A window as this policy needs it, for the calls of one version of a module.
    #[must_use]
    pub fn window(&self) -> Window {
        Window::new(self.span, self.slow_share)
    }
}
