use std::time::Duration;

use parsify_interface::error::{TrapCause, code};
use parsify_interface::{ErrorKind, Failure, LimitOverrides, Phase};

use super::wat::Guest;

/// An attack and the verdict it must get.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) limits: LimitOverrides,
    pub(crate) when: When,
    pub(crate) path: Path,
    kind: ErrorKind,
    code: &'static str,
    cause: Option<TrapCause>,
    phase: Option<Phase>,
}

/// By which door an attack comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Path {
    /// As bytes from anywhere.
    Foreign,
    /// Past the scan, so that what stands behind it is tried.
    Trusted,
}

/// Where an attack must end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Load,
    Call,
}

/// An attack that must end with that failure.
pub(crate) fn fails(name: &'static str, guest: &Guest, kind: ErrorKind, code: &'static str) -> Row {
    refused(name, guest.build(), kind, code).called()
}

/// An attack that must end at its deadline, in that phase.
pub(crate) fn times_out(name: &'static str, guest: &Guest, phase: Phase) -> Row {
    let row = fails(name, guest, ErrorKind::Timeout, code::SANDBOX_TIMEOUT);
    Row { phase: Some(phase), limits: row.limits.with_deadline(Duration::from_millis(200)), ..row }
}

/// An attack that must end in a trap.
pub(crate) fn traps(name: &'static str, guest: &Guest, cause: TrapCause, code: &'static str) -> Row {
    Row { cause: Some(cause), ..fails(name, guest, ErrorKind::Trap, code) }
}

/// Bytes that must be refused when they are loaded.
pub(crate) fn refused(name: &'static str, bytes: Vec<u8>, kind: ErrorKind, code: &'static str) -> Row {
    // Only the endless ones are meant to meet their deadline, however busy the machine is.
    let limits = LimitOverrides::default().with_memory(64 << 20).with_deadline(Duration::from_secs(60));
    Row { name, bytes, limits, when: When::Load, path: Path::Foreign, kind, code, cause: None, phase: None }
}

impl Row {
    fn called(self) -> Self {
        Self { when: When::Call, path: Path::Trusted, ..self }
    }

    pub(crate) fn at_load(self) -> Self {
        Self { when: When::Load, ..self }
    }

    pub(crate) fn limits(self, change: impl FnOnce(LimitOverrides) -> LimitOverrides) -> Self {
        Self { limits: change(self.limits), ..self }
    }

    /// What is not as it must be, if anything is not.
    pub(crate) fn judge(&self, failure: &Failure) -> Result<(), String> {
        let wanted = (self.kind, self.code, self.cause, self.phase.map(Phase::name));
        let phase = failure.details().get("phase").filter(|_| self.phase.is_some()).and_then(|phase| phase.as_str());
        let met = (failure.kind(), failure.code(), failure.trap_cause(), phase);
        if met == wanted { Ok(()) } else { Err(format!("{met:?} in place of {wanted:?}: {failure:?}")) }
    }
}

/// What every failure owes its reader, whatever went wrong.
pub(crate) fn owes(failure: &Failure, when: When) -> Result<(), String> {
    let broken = |rule: &str| Err(format!("{rule}: {failure:?} {:?}", failure.details()));
    if !code::ALL.contains(&failure.code()) {
        return broken("its code is not one of the stable ones");
    }
    if when == When::Call && (failure.module(), failure.operation()) != (Some("hostile"), Some("attack")) {
        return broken("it does not say whose it is");
    }
    // Limits that cannot be held stand in a descriptor that was read.
    if failure.code() == code::SANDBOX_LIMITS && failure.module().is_none() {
        return broken("it does not say whose it is");
    }
    if failure.hints().is_empty() {
        return broken("it names no way out");
    }
    let is_limit =
        matches!(failure.kind(), ErrorKind::Timeout | ErrorKind::Memory | ErrorKind::Output | ErrorKind::Limit);
    if is_limit && !["limit", "limitMs", "limitBytes", "limitElements"].iter().any(|&name| has(failure, name)) {
        return broken("it does not say which limit");
    }
    Ok(())
}

fn has(failure: &Failure, name: &str) -> bool {
    failure.details().contains_key(name)
}
