use std::fmt;

use parsify_interface::{Digest, InvalidDescriptor, ModuleId};
use semver::{Version, VersionReq};

use crate::{Dependent, Entry};

/// A version that would fit, had it not been withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Withdrawn {
    /// The version.
    pub version: Version,
    /// Why it was withdrawn.
    pub reason: String,
}

impl Withdrawn {
    pub(crate) fn of(entry: &Entry) -> Option<Self> {
        let mark = entry.mark().filter(|mark| mark.is_yanked())?;
        Some(Self { version: entry.version().clone(), reason: mark.reason().to_owned() })
    }
}

/// What a source says the digest of a version is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Claim {
    /// The digest.
    pub digest: Digest,
    /// The source, where it is named.
    pub source: Option<String>,
}

impl Claim {
    pub(crate) fn new(entry: &Entry, digest: Digest) -> Self {
        Self { digest, source: entry.source().map(str::to_owned) }
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Some(source) => write!(f, "sha256:{}… from `{}`", self.digest.short(), source.escape_debug()),
            None => write!(f, "sha256:{}… from a source that is not named", self.digest.short()),
        }
    }
}

/// Why a look-up or a change of the catalog was refused.
///
/// [`Failure`](parsify_error::Failure) is made from it with kind, code, details and hints.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// No module of that id.
    #[error("there is no module `{}`", id.escape_debug())]
    NotFound {
        /// What was asked for, cut after 80 characters.
        id: String,
        /// Ids that are written alike, best first.
        nearest: Vec<String>,
        /// How many modules there are.
        modules: usize,
    },
    /// The module is there, but no version fits the requirement.
    #[error("no version of `{id}` fits `{requirement}`")]
    NoFittingVersion {
        /// The module.
        id: ModuleId,
        /// The requirement.
        requirement: VersionReq,
        /// The versions there are, newest first.
        versions: Vec<Version>,
    },
    /// The module is there, but not in that version.
    #[error("there is no version {version} of `{id}`")]
    NoSuchVersion {
        /// The module.
        id: ModuleId,
        /// What was asked for.
        version: Version,
        /// The versions there are, newest first.
        versions: Vec<Version>,
    },
    /// The id and version are taken.
    #[error("`{id}` {version} cannot be registered: {registered} is, and build metadata makes no difference")]
    Duplicate {
        /// The module.
        id: ModuleId,
        /// The version that was refused.
        version: Version,
        /// The version that is there.
        registered: Version,
    },
    /// The descriptor breaks a rule.
    #[error("the descriptor of `{id}` {version} is not valid")]
    Invalid {
        /// The module.
        id: ModuleId,
        /// Its version.
        version: Version,
        /// The place and the rule.
        #[source]
        source: InvalidDescriptor,
    },
    /// Every version that fits was withdrawn.
    #[error("every version of `{id}` that fits `{requirement}` was withdrawn")]
    Yanked {
        /// The module.
        id: ModuleId,
        /// The requirement.
        requirement: VersionReq,
        /// The versions that were withdrawn, newest first.
        versions: Vec<Withdrawn>,
    },
    /// Two sources disagree on what one version is.
    #[error("`{id}` {version} has two digests: {registered} and {offered}")]
    Disagreement {
        /// The module.
        id: ModuleId,
        /// The version.
        version: Version,
        /// What is registered.
        registered: Box<Claim>,
        /// What was refused.
        offered: Box<Claim>,
    },
    /// Other modules need the version.
    #[error("`{id}` {version} cannot go: {} it", needed_by(dependents))]
    Needed {
        /// The module.
        id: ModuleId,
        /// The version that stays.
        version: Version,
        /// Those that would be left without a version that fits.
        dependents: Vec<Dependent>,
    },
    /// A mark breaks a rule.
    #[error("the mark of `{id}` {version} is not valid: {problem}")]
    InvalidMark {
        /// The module.
        id: ModuleId,
        /// The version.
        version: Version,
        /// Which rule is broken.
        problem: &'static str,
    },
}

fn needed_by(dependents: &[Dependent]) -> String {
    match dependents {
        [only] => format!("{only} needs"),
        [first, second] => format!("{first} and {second} need"),
        [first, rest @ ..] => format!("{first} and {} other versions need", rest.len()),
        [] => "nothing needs".to_owned(),
    }
}
