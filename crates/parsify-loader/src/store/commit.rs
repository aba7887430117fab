//! How a new state comes to count.
//!
//! 1. Everything is written under temporary names and reaches the disk. A full disk shows itself here.
//! 2. Artifacts, then receipts, get their names; nobody looks for them yet.
//! 3. A copy of the present state becomes the previous one.
//! 4. The new state gets its name. **This one renaming decides**: before it, the old state counts, after it, the new one.
//! 5. The lock file gets its name, and receipts that were replaced are removed. If that fails or is never come to, readers
//!    and the next transaction make up for it.

use std::ffi::{OsStr, OsString};
use std::sync::Arc;

use parsify_interface::Digest;

use super::disk::Dir;
use super::error::{Action, StoreError};
use super::lock_file::LockFile;
use super::names;
use super::opened::{Opened, Part};
use super::receipt::MAX_RECEIPT_BYTES;
use super::state::{Entry, MAX_STATE_BYTES, State};
use super::temporary::Temporary;

/// Everything that is written at once.
#[derive(Debug)]
pub(crate) struct Change<'a> {
    pub(crate) opened: &'a Opened,
    pub(crate) lock_file: &'a LockFile,
    /// The state before, and its bytes; `None` when it was damaged.
    pub(crate) before: Option<(&'a State, &'a [u8])>,
    /// The bytes of a damaged state, to be set aside.
    pub(crate) damaged: Option<&'a [u8]>,
    pub(crate) after: &'a State,
    pub(crate) artifacts: Vec<(Digest, Temporary)>,
    /// Whether the lock file is written anew.
    pub(crate) writes_lock: bool,
}

/// Removes again what got a name without counting.
#[derive(Debug)]
struct Undo<'a> {
    placed: Vec<(&'a Dir, OsString)>,
    staged: Option<(&'a LockFile, u64)>,
}

impl Drop for Undo<'_> {
    fn drop(&mut self) {
        for (folder, name) in &self.placed {
            let _ = folder.remove(name);
        }
        if let Some((lock_file, generation)) = self.staged {
            lock_file.unstage(generation);
        }
    }
}

/// All files of a change, on disk under temporary names.
#[derive(Debug)]
struct Written {
    state: Temporary,
    /// What the present state becomes.
    aside: Option<(Temporary, &'static str)>,
    receipts: Vec<(Temporary, OsString)>,
}

impl Change<'_> {
    pub(crate) fn commit(mut self) -> Result<(), StoreError> {
        let artifacts = self.opened.make_part(Part::Artifacts)?;
        let receipts = self.opened.make_part(Part::Receipts)?;
        let mut undo = Undo { placed: Vec::new(), staged: None };
        let written = self.write()?;
        if let Some(text) = self.new_lock() {
            self.lock_file.stage(self.after.generation(), text)?;
            undo.staged = Some((self.lock_file, self.after.generation()));
        }
        self.place(written, &artifacts, &receipts, &mut undo)?;
        undo.placed.clear();
        undo.staged = None;
        let synced = self.opened.root.sync();
        self.finish(&receipts);
        synced.map_err(|source| StoreError::Unconfirmed { path: self.opened.root.path().to_owned(), source })
    }

    fn new_lock(&self) -> Option<&str> {
        self.after.written_lock().filter(|_| self.writes_lock)
    }

    fn write(&self) -> Result<Written, StoreError> {
        let opened = self.opened;
        let tmp = Arc::new(opened.make_part(Part::Temporary)?);
        let write = |name: &OsStr, bytes: &[u8]| Temporary::write(&tmp, name, opened.rules.file_mode, bytes);
        let aside = match (self.before, self.damaged) {
            (Some((_, bytes)), _) => Some((write(OsStr::new("previous"), bytes)?, names::PREVIOUS)),
            (None, Some(bytes)) => Some((write(OsStr::new("damaged"), bytes)?, names::DAMAGED)),
            (None, None) => None,
        };
        let is_new = |entry: &&Entry| entry.written == self.after.generation();
        let receipts = self.after.entries().filter(is_new).map(|entry| {
            let name = names::receipt(entry);
            Ok((write(&name, &sealed_receipt(opened, entry)?)?, name))
        });
        Ok(Written {
            state: write(OsStr::new("state"), &sealed_state(opened, self.after)?)?,
            aside,
            receipts: receipts.collect::<Result<_, StoreError>>()?,
        })
    }

    fn place<'a>(
        &mut self,
        mut written: Written,
        artifacts: &'a Dir,
        receipts: &'a Dir,
        undo: &mut Undo<'a>,
    ) -> Result<(), StoreError> {
        for (digest, artifact) in &mut self.artifacts {
            let name = names::artifact(digest);
            artifact.rename(artifacts, &name)?;
            // One that is in use was missing or damaged, and is repaired even if the change fails.
            if self.before.is_some_and(|(before, _)| before.by_digest(digest).is_none()) {
                undo.placed.push((artifacts, name));
            }
        }
        sync(artifacts)?;
        for (receipt, name) in &mut written.receipts {
            receipt.rename(receipts, name)?;
            undo.placed.push((receipts, name.clone()));
        }
        sync(receipts)?;
        if let Some((aside, name)) = &mut written.aside {
            aside.rename(&self.opened.root, OsStr::new(name))?;
        }
        written.state.rename(&self.opened.root, OsStr::new(names::STATE))
    }

    /// The new state counts already: what fails here is made up for later.
    fn finish(&self, receipts: &Dir) {
        if self.new_lock().is_some() {
            let _ = self.lock_file.publish(self.after.generation());
        }
        for old in self.before.into_iter().flat_map(|(before, _)| before.entries()) {
            let new = self.after.entry(old.receipt.id(), old.receipt.version());
            if new.is_none_or(|new| names::receipt(new) != names::receipt(old)) {
                let _ = receipts.remove(&names::receipt(old));
            }
        }
    }
}

/// Writes the state of a store that nothing was put into yet: whoever finds modules without a state knows then that
/// something is wrong.
pub(crate) fn begin_empty(opened: &Opened) -> Result<Vec<u8>, StoreError> {
    let tmp = Arc::new(opened.make_part(Part::Temporary)?);
    let bytes = sealed_state(opened, &State::default())?;
    // Left by a process that was killed here.
    let _ = tmp.remove(OsStr::new("state"));
    let mut state = Temporary::write(&tmp, "state", opened.rules.file_mode, &bytes)?;
    state.rename(&opened.root, OsStr::new(names::STATE))?;
    sync(&opened.root)?;
    Ok(bytes)
}

fn sealed_state(opened: &Opened, state: &State) -> Result<Vec<u8>, StoreError> {
    let path = opened.root.path().join(names::STATE);
    let bytes = state.seal().map_err(|source| StoreError::io(Action::Write, path, source))?;
    within("the state", bytes, MAX_STATE_BYTES)
}

/// A receipt as it lies in its own file.
pub(crate) fn sealed_receipt(opened: &Opened, entry: &Entry) -> Result<Vec<u8>, StoreError> {
    let path = opened.root.path().join(Part::Receipts.name()).join(names::receipt(entry));
    let bytes = entry.receipt.seal(entry.written).map_err(|source| StoreError::io(Action::Write, path, source))?;
    within("the receipt", bytes, MAX_RECEIPT_BYTES)
}

fn within(what: &'static str, bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, StoreError> {
    let length = bytes.len() as u64;
    if length > limit { Err(StoreError::WouldBeTooLarge { what, bytes: length, limit }) } else { Ok(bytes) }
}

fn sync(folder: &Dir) -> Result<(), StoreError> {
    folder.sync().map_err(|source| StoreError::io(Action::Write, folder.path(), source))
}
