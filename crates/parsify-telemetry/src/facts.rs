use parsify_interface::FailureSummary;

use crate::Recent;

/// What is known of one version of a module when it is judged. What is left at its default is not known, or not the case.
///
/// ```
/// use parsify_telemetry::{Breaker, Facts, Health, Policy};
///
/// let facts = Facts { breaker: Breaker::Open, ..Facts::default() };
/// assert_eq!(Policy::default().judge(&facts).health, Health::Unhealthy);
/// let facts = Facts { twin: true, ..facts };
/// assert_eq!(Policy::default().judge(&facts).health, Health::Degraded);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// What its calls of the last seconds came to.
    pub recent: Recent,
    /// What its probe came to.
    pub probe: Probe,
    /// Why the sandbox cannot run it at all, if it cannot.
    pub cannot_run: Option<FailureSummary>,
    /// Whether its circuit breaker lets calls into the sandbox.
    pub breaker: Breaker,
    /// It has a native twin, which serves while the sandbox does not.
    pub twin: bool,
    /// The queue its calls wait in, if it has one of its own.
    pub queue: Option<Queue>,
}

/// A call that the host makes by itself, to see whether a module answers.
#[derive(Clone, Debug, Default)]
pub enum Probe {
    /// There was none.
    #[default]
    NotMade,
    /// It answered in time.
    Answered,
    /// It did not.
    Failed(FailureSummary),
}

/// Whether a circuit breaker lets calls into the sandbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Breaker {
    /// All of them; or there is none.
    #[default]
    Closed,
    /// One at a time.
    HalfOpen,
    /// None.
    Open,
}

/// How full a queue of calls is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queue {
    /// The calls that wait.
    pub waiting: u64,
    /// How many may.
    pub places: u64,
}
