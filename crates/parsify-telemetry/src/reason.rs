use std::fmt;
use std::time::Duration;

use parsify_interface::FailureSummary;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::statistics::in_millis;

/// Why something does not do better, or why nobody knows how it does.
///
/// As JSON it is an object with `code`, `message` and the fields of its case; durations are milliseconds, in fields that
/// end in `Ms`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Reason {
    /// Calls failed by the fault of the module or the sandbox.
    ErrorRate {
        /// The calls that did.
        faults: u64,
        /// All calls of the window, without those that failed by the caller's fault.
        calls: u64,
    },
    /// Calls failed one after the other by the fault of the module or the sandbox, and none has succeeded since.
    AlwaysFails {
        /// How many.
        faults: u64,
    },
    /// Calls ended at one of their limits, by the module's fault or by that of who handed it too much.
    Limits {
        /// The calls that did.
        limits: u64,
        /// All calls of the window, without those that failed by the caller's fault.
        calls: u64,
    },
    /// Calls failed by something else: a module that this one calls, a source, a host without a free place.
    Elsewhere {
        /// The calls that did.
        failures: u64,
        /// All calls of the window, without those that failed by the caller's fault.
        calls: u64,
    },
    /// Calls took much of the time that they are allowed to take.
    Slow {
        /// The successes that did.
        slow: u64,
        /// All successes of the window.
        successes: u64,
        /// The share of the deadline beyond which a call is slow.
        share: f64,
        /// The slowest success.
        slowest: Duration,
    },
    /// The circuit breaker lets no call into the sandbox.
    BreakerOpen,
    /// The circuit breaker lets one call at a time into the sandbox, to see how it does.
    BreakerHalfOpen,
    /// The sandbox cannot run the module at all.
    CannotRun {
        /// Why.
        failure: FailureSummary,
    },
    /// The call that the host made by itself, to see whether the module answers, failed.
    ProbeFailed {
        /// Why.
        failure: FailureSummary,
    },
    /// No more than a few calls can wait yet before calls are refused.
    QueueFull {
        /// The calls that wait.
        waiting: u64,
        /// How many may.
        places: u64,
    },
    /// The native twin serves in place of the sandbox.
    NativeTwinServes {
        /// The calls of the window that it answered.
        fallbacks: u64,
        /// All calls of the window, without those that failed by the caller's fault.
        calls: u64,
    },
    /// It was never called, and nobody has asked it whether it answers.
    NotCalledYet,
    /// It was called, but not within the window.
    NotCalledLately {
        /// How long the window is.
        span: Duration,
    },
    /// What calls there were say too little.
    TooFewCalls {
        /// All calls of the window.
        calls: u64,
        /// Those that succeeded; the others failed.
        successes: u64,
    },
}

impl Reason {
    /// The stable code, to branch on.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ErrorRate { .. } => "health.error-rate",
            Self::AlwaysFails { .. } => "health.always-fails",
            Self::Limits { .. } => "health.limits",
            Self::Elsewhere { .. } => "health.elsewhere",
            Self::Slow { .. } => "health.slow",
            Self::BreakerOpen => "health.breaker-open",
            Self::BreakerHalfOpen => "health.breaker-half-open",
            Self::CannotRun { .. } => "health.cannot-run",
            Self::ProbeFailed { .. } => "health.probe-failed",
            Self::QueueFull { .. } => "health.queue-full",
            Self::NativeTwinServes { .. } => "health.native-twin-serves",
            Self::NotCalledYet => "health.not-called-yet",
            Self::NotCalledLately { .. } => "health.not-called-lately",
            Self::TooFewCalls { .. } => "health.too-few-calls",
        }
    }
}

/// The message for people.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ErrorRate { faults, calls } => {
                write!(f, "{faults} of {calls} calls failed by its own fault ({})", Percent(*faults, *calls))
            }
            Self::AlwaysFails { faults } => {
                write!(f, "{faults} calls in a row failed by its own fault, and none has succeeded since")
            }
            Self::Limits { limits, calls } => {
                write!(f, "{limits} of {calls} calls ended at a limit ({})", Percent(*limits, *calls))
            }
            Self::Elsewhere { failures, calls } => {
                let percent = Percent(*failures, *calls);
                write!(f, "{failures} of {calls} calls failed by what it depends on ({percent})")
            }
            Self::Slow { slow, successes, share, slowest } => write!(
                f,
                "{slow} of {successes} successful calls took more than {:.0} % of their deadline, the slowest one {slowest:.1?}",
                share * 100.0
            ),
            Self::BreakerOpen => f.write_str("the circuit breaker is open: no call enters the sandbox"),
            Self::BreakerHalfOpen => {
                f.write_str("the circuit breaker is half open: one call at a time tries the sandbox")
            }
            Self::CannotRun { failure } => write!(f, "the sandbox cannot run it: {}", failure.message),
            Self::ProbeFailed { failure } => write!(f, "its probe failed: {}", failure.message),
            Self::QueueFull { waiting, places } => write!(f, "{waiting} calls wait, and {places} may"),
            Self::NativeTwinServes { fallbacks, calls } => {
                write!(f, "its native twin serves: it answered {fallbacks} of {calls} calls")
            }
            Self::NotCalledYet => f.write_str("it was not called yet"),
            Self::NotCalledLately { span } => write!(f, "it was not called within the last {span:?}"),
            Self::TooFewCalls { calls, successes } => {
                write!(f, "too few calls to tell: {successes} of {calls} succeeded")
            }
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("message", &self.to_string())?;
        match self {
            Self::ErrorRate { faults, calls } => entries(&mut map, [("faults", faults), ("calls", calls)])?,
            Self::AlwaysFails { faults } => entries(&mut map, [("faults", faults)])?,
            Self::Limits { limits, calls } => entries(&mut map, [("limits", limits), ("calls", calls)])?,
            Self::Elsewhere { failures, calls } => entries(&mut map, [("failures", failures), ("calls", calls)])?,
            Self::Slow { slow, successes, share, slowest } => {
                entries(&mut map, [("slow", slow), ("successes", successes)])?;
                map.serialize_entry("share", share)?;
                map.serialize_entry("slowestMs", &in_millis(*slowest))?;
            }
            Self::CannotRun { failure } | Self::ProbeFailed { failure } => map.serialize_entry("failure", failure)?,
            Self::QueueFull { waiting, places } => entries(&mut map, [("waiting", waiting), ("places", places)])?,
            Self::NativeTwinServes { fallbacks, calls } => {
                entries(&mut map, [("fallbacks", fallbacks), ("calls", calls)])?;
            }
            Self::NotCalledLately { span } => map.serialize_entry("spanMs", &in_millis(*span))?,
            Self::TooFewCalls { calls, successes } => {
                entries(&mut map, [("calls", calls), ("successes", successes)])?;
            }
            Self::BreakerOpen | Self::BreakerHalfOpen | Self::NotCalledYet => (),
        }
        map.end()
    }
}

fn entries<M: SerializeMap, const N: usize>(map: &mut M, entries: [(&str, &u64); N]) -> Result<(), M::Error> {
    entries.into_iter().try_for_each(|(name, value)| map.serialize_entry(name, value))
}

struct Percent(u64, u64);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1} %", self.0 as f64 / self.1.max(1) as f64 * 100.0)
    }
}
