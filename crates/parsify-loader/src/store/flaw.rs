use parsify_interface::{Digest, ModuleId, Version};

/// What is wrong with a file that says what is installed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Flaw {
    /// It is not there, although modules are.
    #[error("it is missing, although the store is not empty")]
    Missing,
    /// It is no text.
    #[error("it is no text in UTF-8 from byte {offset} on")]
    NotText {
        /// The first byte that is none, counted from 0.
        offset: usize,
    },
    /// It is not the JSON that it should be.
    #[error("{problem} (line {line}, column {column})")]
    Json {
        /// What the reader says.
        problem: String,
        /// The line, counted from 1.
        line: usize,
        /// The column in bytes, counted from 1.
        column: usize,
    },
    /// It is about something else.
    #[error("it holds `{}`, not `{expected}`", found.escape_debug())]
    Schema {
        /// What it calls itself.
        found: String,
        /// What it should be.
        expected: &'static str,
    },
    /// A newer Parsify wrote it.
    #[error("it was written by a newer Parsify: its format is {found}, and this one knows {known}")]
    Future {
        /// The version of its format.
        found: u64,
        /// The newest version that is known here.
        known: u64,
    },
    /// It was changed by somebody else than the store, or by a failing disk.
    #[error("its checksum does not match: it was changed or damaged")]
    Checksum {
        /// The checksum it has.
        stated: Digest,
        /// The checksum of what it says.
        actual: Digest,
    },
    /// A version stands twice.
    #[error("{id} {version} stands twice")]
    Duplicate {
        /// The module.
        id: ModuleId,
        /// Its version.
        version: Version,
    },
    /// Two versions have the same bytes.
    #[error("{id} {version} has the bytes of another one")]
    SharedBytes {
        /// The module.
        id: ModuleId,
        /// Its version.
        version: Version,
    },
    /// It lies under a name that is not its own.
    #[error("it is the receipt of other bytes than its name says")]
    Misnamed,
}

/// What makes a folder or file unsafe to use.
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
    /// Others have more access to it than they should.
    #[error("others have access to it (mode {mode:04o})")]
    Permissions {
        /// Its permission bits.
        mode: u32,
    },
}
