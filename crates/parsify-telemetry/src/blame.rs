use parsify_error::ErrorKind;

/// Whose fault a failure is, as far as its kind can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Blame {
    /// The caller's: bad documents or parameters, or it cancelled. Says nothing of the module.
    Caller,
    /// A limit was hit: the module's fault, or that of who handed it too much. Nobody can tell from one call.
    Limit,
    /// Somebody else's: a source, another module, a host without a free place.
    Elsewhere,
    /// The module's or the sandbox's. A guest must not trap, whatever it is handed.
    Module,
}

impl Blame {
    /// Whose fault failures of a kind are.
    ///
    /// ```
    /// use parsify_telemetry::{Blame, ErrorKind};
    ///
    /// assert_eq!(Blame::of(ErrorKind::Trap), Blame::Module);
    /// assert_eq!(Blame::of(ErrorKind::Timeout), Blame::Limit);
    /// assert_eq!(Blame::of(ErrorKind::Input), Blame::Caller);
    /// assert_eq!(Blame::of(ErrorKind::Dependency), Blame::Elsewhere);
    /// ```
    #[must_use]
    pub const fn of(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::Cancelled | ErrorKind::Input | ErrorKind::Params | ErrorKind::Unsupported => Self::Caller,
            ErrorKind::Memory | ErrorKind::Timeout | ErrorKind::Output | ErrorKind::Limit => Self::Limit,
            // A refusal of the breaker is no new fault: those that opened it were counted.
            ErrorKind::Network | ErrorKind::Dependency | ErrorKind::Capacity | ErrorKind::Unavailable => {
                Self::Elsewhere
            }
            _ => Self::Module,
        }
    }
}
