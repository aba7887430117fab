use std::io;
use std::path::PathBuf;

/// Why the cache cannot be used, or one thing of it could not be done.
///
/// None of these needs to stop a call: what is not in the cache is compiled again.
/// [`Failure`](parsify_error::Failure) is made from it with kind, code, details and hints. No error holds the key.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CacheError {
    /// A folder of the cache, or the one the key lies in, is not safe to use.
    #[error("the cache folder `{}` is not safe to use: {problem}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it.
        problem: Unsafe,
    },
    /// The key file is not safe to use.
    #[error("the cache key `{}` is not safe to use: {problem}", path.display())]
    Key {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: Unsafe,
    },
    /// The key file does not have the size of a key.
    #[error("the cache key `{}` has {bytes} bytes, not 32", path.display())]
    KeySize {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
    },
    /// The entry is larger than one may be.
    #[error("the entry has {bytes} bytes, more than the {limit} one may have")]
    TooLarge {
        /// The size of the entry with its envelope.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// The metadata is larger than it may be.
    #[error("the metadata has {bytes} bytes, more than the {limit} it may have")]
    Metadata {
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// The name of the engine cannot be part of a key.
    #[error("the engine's name is not 1 to 255 characters of printable ASCII")]
    Engine,
    /// The operating system gave no random bytes.
    #[error("the operating system gives no random bytes")]
    Random(#[source] io::Error),
    /// The operating system refused something.
    #[error("cannot {action} `{}`", path.display())]
    Io {
        /// What was tried.
        action: Action,
        /// On which file or folder.
        path: PathBuf,
        /// What the operating system says.
        #[source]
        source: io::Error,
    },
}

/// What makes a folder or key unsafe to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unsafe {
    /// A symbolic link, which could be made to lead elsewhere.
    #[error("it is a symbolic link")]
    Symlink,
    /// Something else than the folder or file that it should be.
    #[error("it is something else than a {expected}")]
    Kind {
        /// `folder` or `file`.
        expected: &'static str,
    },
    /// It belongs to somebody else.
    #[error("it belongs to the user with id {owner}, not to {expected}")]
    Owner {
        /// Whose it is.
        owner: u32,
        /// Whose it should be: the effective user of this process.
        expected: u32,
    },
    /// Others can use it.
    #[error("others have access to it (mode {mode:04o})")]
    Permissions {
        /// Its permission bits.
        mode: u32,
    },
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
    /// Make sure that it is on disk.
    Sync,
    /// Give it its final name.
    Rename,
    /// Remove it.
    Remove,
}

impl std::fmt::Display for Action {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Create => "create",
            Self::Open => "open",
            Self::Read => "read",
            Self::Write => "write",
            Self::Sync => "sync",
            Self::Rename => "rename",
            Self::Remove => "remove",
        })
    }
}
