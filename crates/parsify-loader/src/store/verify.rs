use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use parsify_interface::{ModuleId, Version};

use super::disk::Dir;
use super::envelope;
use super::error::{Action, StoreError};
use super::flaw::Flaw;
use super::lock_file::staged_generation;
use super::opened::{Opened, Part};
use super::problem::{Problem, ProblemKind};
use super::receipt::{self, MAX_RECEIPT_BYTES, Receipt};
use super::state::Entry;
use super::{Store, names, reading};
use crate::{LOCK_FILE, LoaderError};

/// How far a verification is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Artifacts that were verified.
    pub done: usize,
    /// Artifacts in all.
    pub total: usize,
    /// The module that is verified next; `None` at the end.
    pub next: Option<(ModuleId, Version)>,
}

pub(crate) fn verify(store: &Store, mut progress: impl FnMut(Progress)) -> Result<Vec<Problem>, StoreError> {
    let Some(opened) = Opened::existing(store.place())? else { return Ok(Vec::new()) };
    let Some(state) = reading::current(&opened)?.map(|read| read.state) else { return Ok(Vec::new()) };
    let total = state.len();
    let mut problems = Vec::new();
    for (done, entry) in state.entries().enumerate() {
        let module = (entry.receipt.id().clone(), entry.receipt.version().clone());
        progress(Progress { done, total, next: Some(module) });
        let found = artifact_problem(store, &opened, &entry.receipt);
        problems.extend(found.or_else(|error| unreadable(error, &entry.receipt))?);
        let found = receipt_problem(&opened, entry);
        problems.extend(found.or_else(|error| unreadable(error, &entry.receipt))?);
    }
    foreign(&opened, &mut problems)?;
    progress(Progress { done: total, total, next: None });
    Ok(problems)
}

/// What is wrong with an artifact. A disk that does not answer is an error: another time it may.
pub(crate) fn artifact_problem(
    store: &Store,
    opened: &Opened,
    receipt: &Receipt,
) -> Result<Option<Problem>, StoreError> {
    let path = opened.root.path().join(Part::Artifacts.name()).join(names::artifact(&receipt.digest));
    let size = match opened.part(Part::Artifacts)? {
        Some(folder) => folder.facts_at(&names::artifact(&receipt.digest)).map_or(receipt.size, |facts| facts.bytes),
        None => receipt.size,
    };
    let kind = match store.artifact_in(opened, receipt) {
        Ok(_) => return Ok(None),
        Err(StoreError::Artifact { source, .. }) => match *source {
            LoaderError::Missing { .. } => ProblemKind::MissingArtifact,
            LoaderError::Digest { actual, .. } if size == receipt.size => ProblemKind::AlteredArtifact { actual },
            _ => ProblemKind::WrongSize { expected: receipt.size, actual: size },
        },
        Err(StoreError::TooLarge { .. }) => ProblemKind::WrongSize { expected: receipt.size, actual: size },
        Err(error) => of_file(error)?,
    };
    Ok(Some(problem(path, receipt, kind)))
}

fn receipt_problem(opened: &Opened, entry: &Entry) -> Result<Option<Problem>, StoreError> {
    let name = names::receipt(entry);
    let path = opened.root.path().join(Part::Receipts.name()).join(&name);
    let found = match opened.part(Part::Receipts)? {
        Some(folder) => read_receipt(opened, &folder, &name)?,
        None => Err(ProblemKind::MissingReceipt),
    };
    let kind = match found {
        Ok(found) if found == *entry.receipt => return Ok(None),
        Ok(_) => ProblemKind::OtherReceipt,
        Err(kind) => kind,
    };
    Ok(Some(problem(path, &entry.receipt, kind)))
}

/// The receipt in a file whose name says whose it is. A disk that does not answer is an error.
pub(crate) fn read_receipt(
    opened: &Opened,
    folder: &Dir,
    name: &OsStr,
) -> Result<Result<Receipt, ProblemKind>, StoreError> {
    let bytes = match opened.read(folder, name, MAX_RECEIPT_BYTES) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Ok(Err(ProblemKind::MissingReceipt)),
        Err(error) => return of_file(error).map(Err),
    };
    Ok(match envelope::open::<Receipt>(receipt::SCHEMA, &bytes) {
        Ok((generation, receipt)) if names::receipt_parts(name) == Some((receipt.digest, generation)) => Ok(receipt),
        Ok(_) => Err(ProblemKind::BadReceipt(Flaw::Misnamed)),
        Err(flaw) => Err(ProblemKind::BadReceipt(flaw)),
    })
}

/// What is wrong with a file for good.
fn of_file(error: StoreError) -> Result<ProblemKind, StoreError> {
    match error {
        StoreError::Unsafe { problem, .. } => Ok(ProblemKind::Unsafe(problem)),
        StoreError::TooLarge { limit, .. } => {
            Ok(ProblemKind::Unreadable { reason: format!("it has more than {limit} bytes") })
        }
        error => Err(error),
    }
}

/// A disk that does not answer is no reason not to look at the other files.
fn unreadable(error: StoreError, receipt: &Receipt) -> Result<Option<Problem>, StoreError> {
    match error {
        StoreError::Io { path, source, .. } => {
            Ok(Some(problem(path, receipt, ProblemKind::Unreadable { reason: source.to_string() })))
        }
        error => Err(error),
    }
}

fn problem(path: PathBuf, receipt: &Receipt, kind: ProblemKind) -> Problem {
    Problem { path, module: Some((receipt.id().clone(), receipt.version().clone())), kind }
}

/// What bears no name that the store gives. Files that the next transaction sweeps are no problem.
fn foreign(opened: &Opened, problems: &mut Vec<Problem>) -> Result<(), StoreError> {
    let ours = [names::STATE, names::PREVIOUS, names::DAMAGED, names::LOCK, LOCK_FILE].map(OsStr::new);
    let is_ours = |name: &OsStr| {
        let staged = staged_generation(name).is_some();
        ours.contains(&name) || staged || Part::ALL.iter().any(|part| part.name() == name)
    };
    list(&opened.root, is_ours, problems)?;
    if let Some(folder) = opened.part(Part::Artifacts)? {
        list(&folder, |name| names::artifact_digest(name).is_some(), problems)?;
    }
    if let Some(folder) = opened.part(Part::Receipts)? {
        list(&folder, |name| names::receipt_parts(name).is_some(), problems)?;
    }
    Ok(())
}

fn list(folder: &Dir, is_ours: impl Fn(&OsStr) -> bool, problems: &mut Vec<Problem>) -> Result<(), StoreError> {
    let names = folder.names().map_err(|source| StoreError::io(Action::Read, folder.path(), source))?;
    let mut foreign: Vec<OsString> = names.into_iter().filter(|name| !is_ours(name)).collect();
    foreign.sort();
    problems.extend(foreign.into_iter().map(|name| Problem {
        path: folder.path().join(name),
        module: None,
        kind: ProblemKind::Foreign,
    }));
    Ok(())
}
