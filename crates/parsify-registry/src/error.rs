use parsify_interface::{InvalidDescriptor, ModuleId};
use semver::{Version, VersionReq};

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
}
