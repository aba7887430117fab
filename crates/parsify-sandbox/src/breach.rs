use std::time::Duration;

use parsify_error::{ErrorKind, Failure, code};

/// A limit that a call hit. Raised inside the engine, found again in the error that comes out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Breach {
    #[error("the call did not end within {limit:?}")]
    Deadline { limit: Duration },
    #[error("the call wants {wanted} bytes of memory, {limit} are allowed")]
    Memory { wanted: u64, limit: u64 },
    #[error("the call wants {wanted} table elements, {limit} are allowed")]
    Table { wanted: u64, limit: u64 },
    #[error("the answer has more than the {limit} bytes that are allowed")]
    Output { limit: u64 },
    #[error("the module logs more than the {limit} {unit} that are allowed")]
    Log { limit: u64, unit: &'static str },
}

impl Breach {
    pub(crate) fn failure(self) -> Failure {
        let (kind, code) = match self {
            Self::Deadline { .. } => (ErrorKind::Timeout, code::SANDBOX_TIMEOUT),
            Self::Memory { .. } => (ErrorKind::Memory, code::SANDBOX_MEMORY),
            Self::Table { .. } => (ErrorKind::Limit, code::SANDBOX_TABLE),
            Self::Output { .. } => (ErrorKind::Output, code::SANDBOX_OUTPUT),
            Self::Log { .. } => (ErrorKind::Limit, code::SANDBOX_LOG),
        };
        let failure = Failure::new(kind, code, self.to_string());
        match self {
            Self::Deadline { limit } => failure
                .with_detail("limitMs", u64::try_from(limit.as_millis()).unwrap_or(u64::MAX))
                .with_hint("give it more time with the limit `deadline` (`--timeout`), or a smaller document"),
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
        }
    }
}
