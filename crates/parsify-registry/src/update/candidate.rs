use parsify_interface::{Digest, ModuleId};
use semver::{Version, VersionReq};
use serde::Serialize;

use super::Change;
use crate::{Dependent, Mark};

/// What can become of one installed version.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Update {
    /// The module.
    pub id: ModuleId,
    /// The version that is installed.
    pub installed: Version,
    /// What is said of that version now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// Nothing else is offered because of this pin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pin: Option<VersionReq>,
    /// The newest version that is compatible by its number (`^` of the installed one).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compatible: Option<Candidate>,
    /// The newest version at all; the same as `compatible` where that is the newest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newest: Option<Candidate>,
}

/// A version to update to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Candidate {
    /// The version.
    pub version: Version,
    /// Which part of the number grows.
    pub kind: UpdateKind,
    /// The installed version was withdrawn because it is dangerous.
    pub security: bool,
    /// Some callers of the module will have to change.
    pub breaking: bool,
    /// What changes for callers and for whoever grants.
    pub changes: Vec<Change>,
    /// The installed modules that use the installed version, by id, then newest first.
    pub dependents: Vec<Effect>,
    /// What is said of the version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// Where its artifact comes from, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Which artifact it is, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
}

/// Which part of a version's number grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum UpdateKind {
    /// The third, or a pre-release of the same three.
    Patch,
    /// The second.
    Minor,
    /// The first.
    Major,
}

impl UpdateKind {
    pub(super) const fn between(from: &Version, to: &Version) -> Self {
        if from.major != to.major {
            Self::Major
        } else if from.minor != to.minor {
            Self::Minor
        } else {
            Self::Patch
        }
    }
}

/// What an update means for a module that uses the installed version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Effect {
    /// Who uses it, and what it asks for.
    #[serde(flatten)]
    pub dependent: Dependent,
    /// The new version fits it, too.
    pub fits: bool,
}
