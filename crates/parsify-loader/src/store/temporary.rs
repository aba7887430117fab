use std::ffi::{OsStr, OsString};
use std::io;
use std::sync::Arc;

use super::disk::{self, Dir};
use super::error::{Action, StoreError};

/// A file in `tmp/` whose bytes are on disk; it is removed again unless it gets a name of its own.
///
/// Only the holder of the store's lock makes one, so whatever else is found there was left by a killed process.
#[derive(Debug)]
pub(crate) struct Temporary {
    folder: Arc<Dir>,
    name: OsString,
    is_renamed: bool,
}

impl Temporary {
    pub(crate) fn write(
        folder: &Arc<Dir>,
        name: impl Into<OsString>,
        mode: u32,
        bytes: &[u8],
    ) -> Result<Self, StoreError> {
        let name = name.into();
        let path = folder.path().join(&name);
        let file = folder.new_file(&name, mode).map_err(|source| StoreError::io(Action::Create, &path, source))?;
        let temporary = Self { folder: Arc::clone(folder), name, is_renamed: false };
        let written: io::Result<()> = disk::write(&file, bytes).and_then(|()| disk::sync(&file));
        written.map_err(|source| StoreError::io(Action::Write, &path, source))?;
        Ok(temporary)
    }

    /// Gives it its final name, replacing what had it. Who calls this syncs the folder.
    pub(crate) fn rename(&mut self, to: &Dir, name: &OsStr) -> Result<(), StoreError> {
        let renamed = self.folder.rename(&self.name, to, name);
        renamed.map_err(|source| StoreError::io(Action::Rename, to.path().join(name), source))?;
        self.is_renamed = true;
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.is_renamed {
            // If this fails too, the next transaction removes it.
            let _ = self.folder.remove(&self.name);
        }
    }
}
