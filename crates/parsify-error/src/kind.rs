use std::fmt;

use serde::{Deserialize, Serialize};

/// What went wrong, as one small value to branch on.
///
/// Text forms (serde, [`ErrorKind::name`]) are kebab-case and stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// The component does not compile to machine code.
    Compilation,
    /// The compiled component cannot be instantiated.
    Instantiation,
    /// The guest trapped; [`TrapCause`](crate::TrapCause) says how.
    Trap,
    /// The call wanted more memory than its limit.
    Memory,
    /// The call did not end within its deadline.
    Timeout,
    /// The answer is larger than the output limit.
    Output,
    /// Another limit was hit: nesting depth, tables, handles, log volume, number of host calls.
    Limit,
    /// The caller cancelled the call.
    Cancelled,
    /// Module and host do not speak the same contract version.
    Compatibility,
    /// A document is not what the operation takes; the module's verdict, the same every time.
    Input,
    /// The parameters do not fit the operation's schema.
    Params,
    /// The module does not offer this.
    Unsupported,
    /// No such module, version, file or artifact.
    NotFound,
    /// A module this one depends on failed or is missing.
    Dependency,
    /// A source could not be reached.
    Network,
    /// Bytes are not the ones that were promised: digest, signature, damaged file.
    Integrity,
    /// A grant is missing.
    Permission,
    /// No place free: queue or pool exhausted.
    Capacity,
    /// It failed too often of late and is left alone for a while: its circuit breaker is open.
    Unavailable,
    /// A fault of the host or of the module's own logic.
    Internal,
}

impl ErrorKind {
    /// Every kind, in declaration order.
    pub const ALL: [Self; 20] = [
        Self::Compilation,
        Self::Instantiation,
        Self::Trap,
        Self::Memory,
        Self::Timeout,
        Self::Output,
        Self::Limit,
        Self::Cancelled,
        Self::Compatibility,
        Self::Input,
        Self::Params,
        Self::Unsupported,
        Self::NotFound,
        Self::Dependency,
        Self::Network,
        Self::Integrity,
        Self::Permission,
        Self::Capacity,
        Self::Unavailable,
        Self::Internal,
    ];

    /// The kebab-case name, as it stands in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compilation => "compilation",
            Self::Instantiation => "instantiation",
            Self::Trap => "trap",
            Self::Memory => "memory",
            Self::Timeout => "timeout",
            Self::Output => "output",
            Self::Limit => "limit",
            Self::Cancelled => "cancelled",
            Self::Compatibility => "compatibility",
            Self::Input => "input",
            Self::Params => "params",
            Self::Unsupported => "unsupported",
            Self::NotFound => "not-found",
            Self::Dependency => "dependency",
            Self::Network => "network",
            Self::Integrity => "integrity",
            Self::Permission => "permission",
            Self::Capacity => "capacity",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }

    /// True when the failure is a limit that the call hit inside its fence. Such a call is never run natively.
    #[must_use]
    pub const fn is_limit(self) -> bool {
        matches!(self, Self::Memory | Self::Timeout | Self::Output | Self::Limit)
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
