//! The file `parsify.lock`, which lies outside of the state and yet has to change together with it.
//!
//! A transaction writes the new text into a file beside it, whose name holds the generation to come. When the state of
//! that generation counts, the file is renamed. A process that is killed in between leaves it under its first name:
//! readers then take the text from there, and the next transaction renames it. A staged file of any other generation
//! belongs to a transaction that never counted.
//!
//! So the lock file is never overwritten by anything but a transaction: an edit by hand, or by a version control system,
//! stays what it is.

use std::ffi::{OsStr, OsString};
use std::io;

use super::disk::{self, Dir};
use super::error::{Action, StoreError};
use super::opened;
use super::place::{LOCK_FILE, StorePlace};
use super::rules::Rules;
use super::state::State;

/// The most a lock file may have: 16 MiB.
pub const MAX_LOCK_BYTES: u64 = 16 << 20;

#[derive(Debug)]
pub(crate) struct LockFile {
    folder: Dir,
    rules: Rules,
}

impl LockFile {
    /// `None` when there is not even a folder for it.
    pub(crate) fn find(place: &StorePlace) -> Result<Option<Self>, StoreError> {
        let path = place.project_folder().unwrap_or(place.folder());
        match Dir::open(path) {
            Ok(folder) => Ok(Some(Self { folder, rules: place.rules() })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError::io(Action::Open, path, source)),
        }
    }

    /// For a store whose folder is there.
    pub(crate) fn open(place: &StorePlace) -> Result<Self, StoreError> {
        let path = place.project_folder().unwrap_or(place.folder());
        Self::find(place)?.ok_or_else(|| StoreError::NoProject { path: path.to_owned() })
    }

    /// What lies in the file itself.
    pub(crate) fn text(&self) -> Result<Option<String>, StoreError> {
        self.read(OsStr::new(LOCK_FILE))
    }

    /// What a transaction of that state has left to be renamed.
    pub(crate) fn pending(&self, state: &State) -> Result<Option<String>, StoreError> {
        let text = self.read(&staged_name(state.generation()))?;
        Ok(text.filter(|text| state.written_lock() == Some(text)))
    }

    /// The generations of staged files.
    pub(crate) fn staged(&self) -> Result<Vec<u64>, StoreError> {
        let names = self.folder.names().map_err(|source| StoreError::io(Action::Read, self.folder.path(), source))?;
        Ok(names.iter().filter_map(|name| staged_generation(name)).collect())
    }

    pub(crate) fn stage(&self, generation: u64, text: &str) -> Result<(), StoreError> {
        let name = staged_name(generation);
        let path = self.folder.path().join(&name);
        let file = self.folder.new_file(&name, self.rules.file_mode);
        let file = file.map_err(|source| StoreError::io(Action::Create, &path, source))?;
        let written = disk::write(&file, text.as_bytes())
            .and_then(|()| disk::sync(&file))
            .and_then(|()| self.folder.sync())
            .map_err(|source| StoreError::io(Action::Write, path, source));
        if written.is_err() {
            self.unstage(generation);
        }
        written
    }

    /// Makes a staged text the lock file.
    pub(crate) fn publish(&self, generation: u64) -> io::Result<()> {
        self.folder.rename(&staged_name(generation), &self.folder, OsStr::new(LOCK_FILE))?;
        self.folder.sync()
    }

    pub(crate) fn unstage(&self, generation: u64) {
        // What stays is removed by the next transaction, and counts for nobody until then.
        let _ = self.folder.remove(&staged_name(generation));
    }

    /// Ends what a killed process began.
    pub(crate) fn settle(&self, state: &State) -> Result<(), StoreError> {
        for generation in self.staged()? {
            if generation == state.generation() && self.pending(state)?.is_some() {
                let path = self.folder.path().join(LOCK_FILE);
                self.publish(generation).map_err(|source| StoreError::io(Action::Rename, path, source))?;
            } else {
                self.unstage(generation);
            }
        }
        Ok(())
    }

    fn read(&self, name: &OsStr) -> Result<Option<String>, StoreError> {
        let Some(bytes) = opened::read(&self.folder, name, MAX_LOCK_BYTES, self.rules)? else { return Ok(None) };
        let path = self.folder.path().join(name);
        String::from_utf8(bytes).map(Some).map_err(|_| StoreError::LockNotText { path })
    }
}

fn staged_name(generation: u64) -> OsString {
    OsString::from(format!(".{LOCK_FILE}.{generation}"))
}

/// The generation of a staged file, if its name is that of one.
pub(crate) fn staged_generation(name: &OsStr) -> Option<u64> {
    name.to_str()?.strip_prefix('.')?.strip_prefix(LOCK_FILE)?.strip_prefix('.')?.parse().ok()
}
