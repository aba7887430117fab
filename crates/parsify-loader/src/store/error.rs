use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use parsify_interface::{Digest, ModuleId, Version};

use super::flaw::{Flaw, Unsafe};
use crate::LoaderError;
use crate::error::shown;

/// Why the store could not be read or changed.
///
/// Every one of them but [`Unconfirmed`](Self::Unconfirmed) means that nothing was changed.
/// [`Failure`](parsify_error::Failure) is made from it with kind, code, details and hints.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// This user has no home, and so no data folder.
    #[error("this user has no home folder to keep modules in")]
    NoHome,
    /// The folder of a project is not there.
    #[error("the project folder `{}` does not exist", shown(path))]
    NoProject {
        /// The folder.
        path: PathBuf,
    },
    /// A folder or file of the store is not safe to use.
    #[error("`{}` is not safe to use: {problem}", shown(path))]
    Unsafe {
        /// The folder or file.
        path: PathBuf,
        /// What is wrong with it.
        problem: Unsafe,
    },
    /// The state of the store is damaged, missing or from the future. It is never taken for an empty one.
    #[error("the state `{}` cannot be used: {flaw}", shown(path))]
    State {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        flaw: Flaw,
    },
    /// A file is larger than is read.
    #[error("`{}` is larger than the {limit} bytes that are read", shown(path))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in bytes.
        limit: u64,
    },
    /// What should be written is larger than would be read again.
    #[error("{what} would have {bytes} bytes, more than the {limit} it may have")]
    WouldBeTooLarge {
        /// `the receipt`, `the state` or `the lock file`.
        what: &'static str,
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// The lock file is no text.
    #[error("`{}` is no text in UTF-8", shown(path))]
    LockNotText {
        /// The file.
        path: PathBuf,
    },
    /// Another process or thread changes the store, and did not end in time.
    #[error("the store `{}` is being changed by {}", shown(path), holder.map_or("somebody else".to_owned(), |id| format!("the process {id}")))]
    Busy {
        /// The store's folder.
        path: PathBuf,
        /// The process that changes it, if it said so.
        holder: Option<u32>,
        /// How long was waited.
        waited: Duration,
    },
    /// The store is no longer as it was when the change was planned.
    #[error("the store was changed in the meantime: it is at generation {actual}, not {expected}")]
    Changed {
        /// The generation the plan was made for.
        expected: u64,
        /// The generation it has.
        actual: u64,
    },
    /// The version is installed already.
    #[error("{id} {version} is installed already")]
    Installed {
        /// The module.
        id: ModuleId,
        /// Its version.
        version: Version,
        /// The digest of what is installed.
        digest: Digest,
    },
    /// The version is not installed.
    #[error("{id} {version} is not installed")]
    NotInstalled {
        /// The module.
        id: ModuleId,
        /// Its version.
        version: Version,
    },
    /// A receipt or a grant is for other bytes.
    #[error("what is said of {id} {version} is about other bytes than those it has")]
    OtherBytes {
        /// The module.
        id: ModuleId,
        /// Its version.
        version: Version,
        /// The digest of the bytes it has.
        actual: Digest,
        /// The digest of the bytes meant.
        meant: Box<Digest>,
    },
    /// A receipt would be written in a way that cannot be read again: its descriptor is nested too deeply.
    #[error("the receipt of {id} {version} could not be read again: {flaw}")]
    Unwritable {
        /// The module.
        id: ModuleId,
        /// Its version.
        version: Version,
        /// Why not.
        flaw: Box<Flaw>,
    },
    /// The artifact of an installed module cannot be had.
    #[error("the artifact of {id} {version} cannot be used")]
    Artifact {
        /// The module.
        id: ModuleId,
        /// Its version.
        version: Version,
        /// What is wrong with it.
        #[source]
        source: Box<LoaderError>,
    },
    /// There is no state before this one.
    #[error("`{}` has no earlier state to go back to", shown(path))]
    NoPrevious {
        /// The store's folder.
        path: PathBuf,
    },
    /// There is no room on the disk.
    #[error("there is no room on the disk for `{}`", shown(path))]
    Full {
        /// What was written.
        path: PathBuf,
        /// What the operating system says.
        #[source]
        source: io::Error,
    },
    /// The operating system refused something.
    #[error("cannot {action} `{}`", shown(path))]
    Io {
        /// What was tried.
        action: Action,
        /// On which file or folder.
        path: PathBuf,
        /// What the operating system says.
        #[source]
        source: io::Error,
    },
    /// The change was made and is seen by everybody, but the disk did not confirm that it would outlast a power cut.
    #[error("the change was made, but the disk did not confirm it")]
    Unconfirmed {
        /// The store's folder.
        path: PathBuf,
        /// What the operating system says.
        #[source]
        source: io::Error,
    },
}

impl StoreError {
    /// A full disk is told apart from others that refuse.
    pub(crate) fn io(action: Action, path: impl AsRef<Path>, source: io::Error) -> Self {
        let path = path.as_ref().to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::Full { path, source }
            }
            _ => Self::Io { action, path, source },
        }
    }
}

/// What was tried on a file or folder when the operating system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Action {
    /// Make a folder or file.
    Create,
    /// Open, or look at.
    Open,
    /// Read, or list.
    Read,
    /// Write.
    Write,
    /// Give it its final name.
    Rename,
    /// Remove it.
    Remove,
    /// Lock it.
    Lock,
}

impl std::fmt::Display for Action {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Create => "create",
            Self::Open => "open",
            Self::Read => "read",
            Self::Write => "write",
            Self::Rename => "rename",
            Self::Remove => "remove",
            Self::Lock => "lock",
        })
    }
}
