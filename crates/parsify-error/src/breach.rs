use std::time::Duration;

use crate::{ErrorKind, Failure, Phase, code};

/// A limit that a call hit, with what belongs to it. Whatever engine meets the limit, the failure is the same.
///
/// ```
/// use parsify_error::{Breach, ErrorKind};
///
/// let failure = Breach::Memory { wanted: 2000, limit: 1000 }.failure();
/// assert_eq!(failure.kind(), ErrorKind::Memory);
/// assert_eq!(failure.message(), "the call wants 2000 bytes of memory, 1000 are allowed");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Breach {
    /// The time is over.
    #[error("{}", overdue(*limit, *phase))]
    Deadline {
        /// The deadline.
        limit: Duration,
        /// What the call was doing when the time was over.
        phase: Phase,
    },
    /// More memory was asked for than is allowed.
    #[error("the call wants {wanted} bytes of memory, {limit} are allowed")]
    Memory {
        /// Bytes, over all memories, had the call got what it asked for.
        wanted: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// More table elements were asked for than are allowed.
    #[error("the call wants {wanted} table elements, {limit} are allowed")]
    Table {
        /// Elements, over all tables, had the call got what it asked for.
        wanted: u64,
        /// Elements allowed.
        limit: u64,
    },
    /// The answer is too large.
    #[error("the answer has more than the {limit} bytes that are allowed")]
    Output {
        /// Bytes allowed.
        limit: u64,
    },
    /// Too much was logged.
    #[error("the module logs more than the {limit} {unit} that are allowed")]
    Log {
        /// How many are allowed.
        limit: u64,
        /// `bytes` or `lines`.
        unit: &'static str,
    },
    /// The host was called too often.
    #[error("the module calls the host more than the {limit} times that are allowed")]
    HostCalls {
        /// How many calls are allowed.
        limit: u64,
    },
    /// Other modules were called too often.
    #[error("more than {limit} calls of other modules are made, which is all that are allowed for one call")]
    ModuleCalls {
        /// How many calls are allowed, over all modules that work for one call from outside.
        limit: u64,
    },
}

impl Breach {
    /// The failure of a call that hit the limit, with the way out.
    #[must_use]
    pub fn failure(self) -> Failure {
        let (kind, code) = match self {
            Self::Deadline { .. } => (ErrorKind::Timeout, code::SANDBOX_TIMEOUT),
            Self::Memory { .. } => (ErrorKind::Memory, code::SANDBOX_MEMORY),
            Self::Table { .. } => (ErrorKind::Limit, code::SANDBOX_TABLE),
            Self::Output { .. } => (ErrorKind::Output, code::SANDBOX_OUTPUT),
            Self::Log { .. } => (ErrorKind::Limit, code::SANDBOX_LOG),
            Self::HostCalls { .. } => (ErrorKind::Limit, code::SANDBOX_HOST_CALLS),
            Self::ModuleCalls { .. } => (ErrorKind::Limit, code::MODULE_CALLS),
        };
        let failure = Failure::new(kind, code, self.to_string());
        match self {
            Self::Deadline { limit, phase } => failure
                .with_detail("limitMs", u64::try_from(limit.as_millis()).unwrap_or(u64::MAX))
                .with_detail("phase", phase.name())
                .with_hint(match phase {
                    Phase::Queue => "give it more time, or allow more calls at once",
                    Phase::Compile => "the compilation goes on: the next call may find it done",
                    _ => "give it more time with the limit `deadline` (`--timeout`), or a smaller document",
                }),
            Self::Memory { wanted, limit } => failure
                .with_detail("limitBytes", limit)
                .with_detail("wantedBytes", wanted)
                .with_hint("give it more with the limit `memory` (`--memory`), or a smaller document"),
            Self::Table { wanted, limit } => failure
                .with_detail("limitElements", limit)
                .with_detail("wantedElements", wanted)
                .with_hint("give it more with the limit `tableElements`"),
            Self::Output { limit } => failure
                .with_detail("limitBytes", limit)
                .with_hint("allow more with the limit `output` (`--output-limit`)"),
            Self::Log { limit, unit } => failure
                .with_detail("limit", limit)
                .with_detail("unit", unit)
                .with_hint("allow more with the limits `logBytes` and `logLines`"),
            Self::HostCalls { limit } => {
                failure.with_detail("limit", limit).with_hint("allow more with the limit `hostCalls`")
            }
            Self::ModuleCalls { limit } => {
                failure.with_detail("limit", limit).with_hint("allow more with the limit `moduleCalls`")
            }
        }
    }
}

fn overdue(limit: Duration, phase: Phase) -> String {
    match phase {
        Phase::Queue => format!("the call waited its whole deadline of {limit:?} for a place among the running calls"),
        Phase::Compile => format!("the module was not compiled within the call's deadline of {limit:?}"),
        _ => format!("the call did not end within {limit:?}"),
    }
}
