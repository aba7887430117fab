//! Ways back from a state that is damaged, or no longer wanted.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::sync::Arc;

use parsify_interface::Digest;

use super::commit::Change;
use super::disk::Dir;
use super::envelope;
use super::error::{Action, StoreError};
use super::exclusive::{self, Exclusive};
use super::flaw::Flaw;
use super::lock_file::LockFile;
use super::opened::{Opened, Part};
use super::problem::{Problem, ProblemKind};
use super::reading::{self, Read};
use super::state::{Entry, MAX_STATE_BYTES, State};
use super::sweep::sweep_temporary;
use super::verify::{artifact_problem, read_receipt};
use super::{Store, names};

/// What came of [`Store::rebuild`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Rebuilt {
    /// What is installed now.
    pub state: State,
    /// Receipts and artifacts that could not be taken. The next transaction removes them.
    pub left_out: Vec<Problem>,
}

/// The store's lock, and what there is of a state.
struct Recovery {
    opened: Opened,
    lock_file: LockFile,
    current: Option<Read>,
    damaged: Option<Vec<u8>>,
    _exclusive: Exclusive,
}

pub(crate) fn restore(store: &Store) -> Result<State, StoreError> {
    let recovery = Recovery::begin(store)?;
    let opened = &recovery.opened;
    let path = store.place().folder().to_owned();
    let previous = reading::previous(opened)?.ok_or(StoreError::NoPrevious { path })?.state;
    for receipt in previous.receipts() {
        store.artifact_in(opened, receipt)?;
    }
    let current = recovery.current.as_ref().map(|read| &read.state);
    let mut after = previous.clone().at_generation(recovery.next_generation(Some(&previous), 0));
    for entry in previous.entries() {
        let (id, version) = (entry.receipt.id(), entry.receipt.version());
        // Only what the present state has too still has its file.
        if current.and_then(|current| current.entry(id, version)) != Some(entry) {
            after.put(Entry { written: after.generation(), receipt: Arc::clone(&entry.receipt) });
        }
    }
    let written_now = current.and_then(|current| current.lock.clone());
    let writes_lock = after.lock.is_some() && after.lock != written_now;
    after.lock = after.lock.or(written_now);
    recovery.commit(&after, writes_lock)?;
    Ok(after)
}

pub(crate) fn rebuild(store: &Store) -> Result<Rebuilt, StoreError> {
    let recovery = Recovery::begin(store)?;
    let opened = &recovery.opened;
    let mut left_out = Vec::new();
    let mut found: BTreeMap<Digest, Entry> = BTreeMap::new();
    let mut newest = 0;
    for (name, folder) in listed(opened, Part::Receipts)? {
        let Some((digest, written)) = names::receipt_parts(&name) else { continue };
        newest = newest.max(written);
        match read_receipt(opened, &folder, &name)? {
            Ok(receipt) => {
                let entry = Entry { written, receipt: Arc::new(receipt) };
                // The older one of a receipt that was replaced just when the process ended.
                if found.get(&digest).is_none_or(|other| other.written < written) {
                    found.insert(digest, entry);
                }
            }
            Err(kind) => left_out.push(Problem { path: folder.path().join(&name), module: None, kind }),
        }
    }
    let previous = match reading::previous(opened) {
        Ok(previous) => previous.map(|read| read.state),
        Err(StoreError::State { .. } | StoreError::TooLarge { .. } | StoreError::Unsafe { .. }) => None,
        Err(error) => return Err(error),
    };
    let mut after = State::default().at_generation(recovery.next_generation(previous.as_ref(), newest));
    for entry in found.into_values() {
        let (id, version) = (entry.receipt.id(), entry.receipt.version());
        if let Some(problem) = artifact_problem(store, opened, &entry.receipt)? {
            left_out.push(problem);
        } else if after.entry(id, version).is_some() {
            let flaw = Flaw::Duplicate { id: id.clone(), version: version.clone() };
            let path = opened.root.path().join(Part::Receipts.name()).join(names::receipt(&entry));
            left_out.push(Problem { path, module: None, kind: ProblemKind::BadReceipt(flaw) });
        } else {
            after.put(entry);
        }
    }
    without_receipt(opened, &after, &mut left_out)?;
    after.lock = recovery.lock_text()?;
    recovery.commit(&after, false)?;
    Ok(Rebuilt { state: after, left_out })
}

fn without_receipt(opened: &Opened, state: &State, left_out: &mut Vec<Problem>) -> Result<(), StoreError> {
    let known = state.digests();
    for (name, folder) in listed(opened, Part::Artifacts)? {
        let path = folder.path().join(&name);
        let is_unknown = names::artifact_digest(&name).is_some_and(|digest| !known.contains(&digest));
        if is_unknown && left_out.iter().all(|problem| problem.path != path) {
            left_out.push(Problem { path, module: None, kind: ProblemKind::MissingReceipt });
        }
    }
    Ok(())
}

fn listed(opened: &Opened, part: Part) -> Result<Vec<(OsString, Arc<Dir>)>, StoreError> {
    let Some(folder) = opened.part(part)?.map(Arc::new) else { return Ok(Vec::new()) };
    let mut names = folder.names().map_err(|source| StoreError::io(Action::Read, folder.path(), source))?;
    names.sort();
    Ok(names.into_iter().map(|name| (name, Arc::clone(&folder))).collect())
}

impl Recovery {
    fn begin(store: &Store) -> Result<Self, StoreError> {
        let opened = Opened::make(store.place())?;
        let exclusive = exclusive::acquire(&opened, store.wait())?;
        let (current, damaged) = match reading::current(&opened) {
            Ok(current) => (current, None),
            Err(error @ StoreError::State { flaw: Flaw::Future { .. }, .. }) => return Err(error),
            Err(StoreError::State { .. } | StoreError::TooLarge { .. } | StoreError::Unsafe { .. }) => {
                // One that is too large, or no file at all, is not kept.
                (None, opened.read(&opened.root, OsStr::new(names::STATE), MAX_STATE_BYTES).ok().flatten())
            }
            Err(error) => return Err(error),
        };
        let lock_file = LockFile::open(store.place())?;
        lock_file.settle(&current.as_ref().map(|read| read.state.clone()).unwrap_or_default())?;
        sweep_temporary(&opened);
        Ok(Self { opened, lock_file, current, damaged, _exclusive: exclusive })
    }

    /// The file is all that is known of it. One that is no lock file counts as an edit by hand.
    fn lock_text(&self) -> Result<Option<Arc<str>>, StoreError> {
        match self.lock_file.text() {
            Ok(text) => Ok(text.map(Arc::from)),
            Err(StoreError::LockNotText { .. } | StoreError::TooLarge { .. } | StoreError::Unsafe { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// One that nobody can have seen: a plan made on a damaged state must not fit the new one by chance.
    fn next_generation(&self, previous: Option<&State>, newest_receipt: u64) -> u64 {
        let current = self.current.as_ref().map(|read| read.state.generation());
        let claimed = self.damaged.as_deref().and_then(envelope::claimed_generation);
        let previous = previous.map(|previous| previous.generation().saturating_add(1));
        let seen = [current, claimed, previous, Some(newest_receipt)].into_iter().flatten().max();
        // A damaged number can be any.
        seen.unwrap_or(0).checked_add(1).unwrap_or(newest_receipt.saturating_add(1))
    }

    fn commit(&self, after: &State, writes_lock: bool) -> Result<(), StoreError> {
        let change = Change {
            opened: &self.opened,
            lock_file: &self.lock_file,
            before: self.current.as_ref().map(|read| (&read.state, read.bytes.as_slice())),
            damaged: self.damaged.as_deref(),
            after,
            artifacts: Vec::new(),
            writes_lock,
        };
        change.commit()
    }
}
