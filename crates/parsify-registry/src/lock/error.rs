use std::fmt;

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::ModuleId;
use semver::{Version, VersionReq};

use super::Lock;
use crate::{Claim, Place};

/// Why a lock file cannot be used.
///
/// [`Failure`] is made from it with kind, code, details and hints.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LockError {
    /// The text is too large.
    #[error("the lock file has {bytes} bytes, {} are read", Lock::MAX_TEXT)]
    TooLarge {
        /// Its bytes.
        bytes: usize,
    },
    /// The text is no TOML, or not of the form of a lock file; or a value has a wrong form.
    #[error("{place}: {problem}")]
    Syntax {
        /// Where.
        place: Place,
        /// What is wrong.
        problem: String,
    },
    /// The form is one that is not known.
    #[error("the lock file is of version {found}, this Parsify reads version {}", Lock::VERSION)]
    OtherVersion {
        /// The version.
        found: u64,
    },
    /// A module stands twice.
    #[error("{place}: `{id}` is locked twice")]
    Twice {
        /// Where it stands the second time.
        place: Place,
        /// The module.
        id: ModuleId,
    },
    /// A dependency is not locked.
    #[error("{place}: `{by}` needs `{id}`, which is not locked")]
    NotLocked {
        /// Where the dependency stands.
        place: Place,
        /// Whose dependency it is.
        by: ModuleId,
        /// What it depends on.
        id: ModuleId,
    },
    /// A dependency is locked to a version that does not fit.
    #[error("{place}: `{by}` needs `{id}` `{requirement}`, but {version} is locked")]
    Unfit {
        /// Where the dependency stands.
        place: Place,
        /// Whose dependency it is.
        by: ModuleId,
        /// What it depends on.
        id: ModuleId,
        /// What it asks for.
        requirement: VersionReq,
        /// What is locked.
        version: Version,
    },
    /// Locked modules need each other in a circle.
    #[error("modules are locked that need each other in a circle: {}", circle(ids))]
    Circle {
        /// The modules, each once.
        ids: Vec<ModuleId>,
    },
    /// A version is there with another content.
    #[error("`{id}` {version} is not what was locked: {locked} was, {found} is there")]
    Digest {
        /// The module.
        id: ModuleId,
        /// The version.
        version: Version,
        /// What was locked.
        locked: Box<Claim>,
        /// What is there.
        found: Box<Claim>,
    },
    /// The lock is about something else than what is wanted or there.
    #[error("the lock file is out of date: {}", first(reasons))]
    Stale {
        /// Every reason, at least one.
        reasons: Vec<Stale>,
    },
}

/// Why a lock is out of date.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stale {
    /// Something that is wanted is not locked, or not in a version that fits.
    Wanted {
        /// What is wanted.
        id: ModuleId,
        /// The versions that will do.
        requirement: VersionReq,
        /// The version that is locked.
        version: Option<Version>,
    },
    /// A locked version is not there.
    Gone {
        /// The module.
        id: ModuleId,
        /// The version.
        version: Version,
    },
    /// A locked version has another dependency now.
    Dependency {
        /// The module.
        id: ModuleId,
        /// The version.
        version: Version,
        /// What it depends on differently.
        dependency: ModuleId,
    },
    /// Nothing that is wanted leads to a locked version.
    Unneeded {
        /// The module.
        id: ModuleId,
        /// The version.
        version: Version,
    },
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wanted { id, requirement, version: Some(version) } => {
                write!(f, "`{id}` `{requirement}` is wanted, {version} is locked")
            }
            Self::Wanted { id, requirement, version: None } => {
                write!(f, "`{id}` `{requirement}` is wanted and not locked")
            }
            Self::Gone { id, version } => write!(f, "`{id}` {version} is locked and not there"),
            Self::Dependency { id, version, dependency } => {
                write!(f, "`{id}` {version} depends on `{dependency}` in another way than it was locked")
            }
            Self::Unneeded { id, version } => write!(f, "`{id}` {version} is locked and no longer needed"),
        }
    }
}

fn first(reasons: &[Stale]) -> String {
    match reasons {
        [] => "nothing is known of it".to_owned(),
        [only] => only.to_string(),
        [first, rest @ ..] => format!("{first}, and {} more", rest.len()),
    }
}

fn circle(ids: &[ModuleId]) -> String {
    const MOST: usize = 12;
    let names: Vec<_> = ids.iter().take(MOST).chain(ids.first()).map(|id| format!("`{id}`")).collect();
    names.join(" → ")
}

impl LockError {
    fn place(&self) -> Option<Place> {
        match self {
            Self::Syntax { place, .. }
            | Self::Twice { place, .. }
            | Self::NotLocked { place, .. }
            | Self::Unfit { place, .. } => Some(*place),
            _ => None,
        }
    }
}

impl From<LockError> for Failure {
    fn from(error: LockError) -> Self {
        let (kind, code, hint) = match &error {
            LockError::OtherVersion { .. } => {
                (ErrorKind::Compatibility, code::LOCK_VERSION, "use the Parsify that wrote it, or lock anew")
            }
            LockError::Digest { .. } => {
                let hint = "a version never changes its content: find out who changed it, and only then lock anew";
                (ErrorKind::Integrity, code::LOCK_DIGEST, hint)
            }
            LockError::Stale { .. } => (ErrorKind::Dependency, code::LOCK_STALE, "lock anew"),
            _ => (
                ErrorKind::Input,
                code::LOCK_INVALID,
                "put back what was there before, or remove the file and lock anew",
            ),
        };
        let message = match &error {
            LockError::Digest { .. } | LockError::Stale { .. } => error.to_string(),
            _ => format!("the lock file cannot be used: {error}"),
        };
        let mut failure = Self::new(kind, code, message).with_hint(hint);
        if let Some(place) = error.place() {
            failure = failure.with_detail("line", place.line).with_detail("column", place.column);
        }
        match error {
            LockError::Digest { id, version, locked, found } => failure
                .with_module(id)
                .with_version(version)
                .with_detail("locked", locked.details())
                .with_detail("found", found.details()),
            LockError::Stale { reasons } => {
                failure.with_detail("reasons", reasons.iter().map(Stale::to_string).collect::<Vec<_>>())
            }
            _ => failure,
        }
    }
}
