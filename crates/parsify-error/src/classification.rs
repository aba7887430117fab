use serde::{Deserialize, Serialize};

use crate::{ErrorKind, TrapCause};

/// How bad a failure is for whoever runs the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Severity {
    /// The caller's own doing; nothing to look after.
    Notice,
    /// A call was lost, the module goes on.
    Warning,
    /// The module or the sandbox is at fault.
    Error,
    /// Security is touched.
    Critical,
}

/// When the native twin may run in place of the sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TwinRule {
    /// Never: the answer would be the same, or the fence is what is wanted.
    Never,
    /// Only if the operation declares itself total: bounded recursion, panics caught.
    IfTotal,
    /// The sandbox cannot run; the twin may.
    Allowed,
}

impl TwinRule {
    /// Whether the rule lets the twin of an operation run that declares itself `total`, or does not.
    #[must_use]
    pub const fn lets_run(self, total: bool) -> bool {
        match self {
            Self::Never => false,
            Self::IfTotal => total,
            Self::Allowed => true,
        }
    }

    /// The rule that lets fewer twins run.
    ///
    /// ```
    /// use parsify_error::TwinRule;
    ///
    /// assert_eq!(TwinRule::Allowed.stricter(TwinRule::IfTotal), TwinRule::IfTotal);
    /// ```
    #[must_use]
    pub const fn stricter(self, other: Self) -> Self {
        match (self, other) {
            (Self::Never, _) | (_, Self::Never) => Self::Never,
            (Self::IfTotal, _) | (_, Self::IfTotal) => Self::IfTotal,
            (Self::Allowed, Self::Allowed) => Self::Allowed,
        }
    }
}

/// What a failure means for recovery: one row of the table in the architecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Classification {
    /// How bad it is.
    pub severity: Severity,
    /// Whether the same call may be tried again, and how.
    pub retry: RetryRule,
    /// Whether the native twin may answer.
    pub twin: TwinRule,
    /// Whether the circuit breaker counts it.
    pub counts_against_breaker: bool,
}

/// Whether the same call may be tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RetryRule {
    /// The same answer would come.
    Never,
    /// Once, at once, if the operation is idempotent.
    OnceIfIdempotent,
    /// With growing pauses, within the deadline.
    WithBackoff,
}

impl Classification {
    /// The row for a kind; `trap` refines [`ErrorKind::Trap`] and is ignored for every other kind. A trap of unknown
    /// cause counts as an exhausted resource, the careful reading.
    #[must_use]
    pub const fn of(kind: ErrorKind, trap: Option<TrapCause>) -> Self {
        use RetryRule as Retry;
        use Severity::{Critical, Error, Notice, Warning};
        use TwinRule as Twin;
        match kind {
            ErrorKind::NotFound | ErrorKind::Compilation | ErrorKind::Instantiation | ErrorKind::Compatibility => {
                Self::row(Error, Retry::Never, Twin::Allowed, true)
            }
            ErrorKind::Network | ErrorKind::Capacity => Self::row(Warning, Retry::WithBackoff, Twin::Allowed, false),
            ErrorKind::Trap => match trap {
                Some(cause) if !cause.is_exhaustion() => Self::row(Error, Retry::OnceIfIdempotent, Twin::IfTotal, true),
                _ => Self::row(Error, Retry::Never, Twin::Never, true),
            },
            ErrorKind::Memory | ErrorKind::Timeout | ErrorKind::Output | ErrorKind::Limit => {
                Self::row(Warning, Retry::Never, Twin::Never, true)
            }
            ErrorKind::Cancelled | ErrorKind::Input | ErrorKind::Params | ErrorKind::Unsupported => {
                Self::row(Notice, Retry::Never, Twin::Never, false)
            }
            // The breaker has decided already: to try again is what it forbids, and what opened it says whether the twin may.
            ErrorKind::Unavailable => Self::row(Warning, Retry::Never, Twin::Never, false),
            // The callee had its own recovery; its failure says nothing about the caller's sandbox.
            ErrorKind::Dependency => Self::row(Warning, Retry::Never, Twin::Never, false),
            ErrorKind::Integrity | ErrorKind::Permission => Self::row(Critical, Retry::Never, Twin::Never, true),
            ErrorKind::Internal => Self::row(Error, Retry::Never, Twin::Never, true),
        }
    }

    const fn row(severity: Severity, retry: RetryRule, twin: TwinRule, counts_against_breaker: bool) -> Self {
        Self { severity, retry, twin, counts_against_breaker }
    }
}
