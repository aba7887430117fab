//! Who may own and change what a store consists of.

use super::disk::{Facts, Kind, this_user};
use super::flaw::Unsafe;

/// How folders and files are made, and which ones are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rules {
    pub(crate) folder_mode: u32,
    pub(crate) file_mode: u32,
    forbidden_on_folders: u32,
    forbidden_on_files: u32,
    /// In a container, a project's files often belong to the administrator, whom everybody has to trust anyway.
    administrator_may_own: bool,
}

impl Rules {
    /// For a user's own store: nobody else may look into it.
    pub(crate) const PRIVATE: Self = Self {
        folder_mode: 0o700,
        file_mode: 0o600,
        forbidden_on_folders: 0o077,
        forbidden_on_files: 0o022,
        administrator_may_own: false,
    };

    /// For a project, which a group may work on.
    pub(crate) const SHARED: Self = Self {
        folder_mode: 0o755,
        file_mode: 0o644,
        forbidden_on_folders: 0o002,
        forbidden_on_files: 0o002,
        administrator_may_own: true,
    };

    pub(crate) fn check(&self, facts: &Facts, wanted: Kind) -> Result<(), Unsafe> {
        expect_kind(facts.kind, wanted)?;
        let (Some(guard), Some(expected)) = (facts.guard, this_user()) else { return Ok(()) };
        if guard.owner != expected && !(self.administrator_may_own && guard.owner == 0) {
            return Err(Unsafe::Owner { owner: guard.owner, expected });
        }
        let forbidden = if wanted == Kind::Folder { self.forbidden_on_folders } else { self.forbidden_on_files };
        if guard.mode & forbidden != 0 {
            return Err(Unsafe::Permissions { mode: guard.mode });
        }
        Ok(())
    }
}

pub(crate) fn expect_kind(kind: Kind, wanted: Kind) -> Result<(), Unsafe> {
    match kind {
        kind if kind == wanted => Ok(()),
        Kind::Symlink => Err(Unsafe::Symlink),
        _ => Err(Unsafe::Kind { expected: if wanted == Kind::Folder { "folder" } else { "file" } }),
    }
}
