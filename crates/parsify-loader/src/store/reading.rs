//! Reading what a store says is installed.

use std::ffi::OsStr;
use std::io;

use super::error::{Action, StoreError};
use super::flaw::Flaw;
use super::names;
use super::opened::{Opened, Part};
use super::state::{MAX_STATE_BYTES, State};

/// A state, and the very bytes it was read from.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) state: State,
    pub(crate) bytes: Vec<u8>,
}

/// The state, or `None` for a store that nothing was ever put into.
pub(crate) fn current(opened: &Opened) -> Result<Option<Read>, StoreError> {
    if let Some(read) = state(opened, names::STATE)? {
        return Ok(Some(read));
    }
    if is_untouched(opened)? {
        return Ok(None);
    }
    // Somebody may have begun just now: a state is written before anything else.
    match state(opened, names::STATE)? {
        Some(read) => Ok(Some(read)),
        None => Err(StoreError::State { path: opened.root.path().join(names::STATE), flaw: Flaw::Missing }),
    }
}

/// The state before the present one.
pub(crate) fn previous(opened: &Opened) -> Result<Option<Read>, StoreError> {
    state(opened, names::PREVIOUS)
}

fn state(opened: &Opened, name: &str) -> Result<Option<Read>, StoreError> {
    let Some(bytes) = opened.read(&opened.root, OsStr::new(name), MAX_STATE_BYTES)? else { return Ok(None) };
    match State::open(&bytes) {
        Ok(state) => Ok(Some(Read { state, bytes })),
        Err(flaw) => Err(StoreError::State { path: opened.root.path().join(name), flaw }),
    }
}

fn is_untouched(opened: &Opened) -> Result<bool, StoreError> {
    for part in [Part::Artifacts, Part::Receipts] {
        if let Some(folder) = opened.part(part)? {
            let names = folder.names().map_err(|source| StoreError::io(Action::Read, folder.path(), source))?;
            if !names.is_empty() {
                return Ok(false);
            }
        }
    }
    match opened.root.facts_at(OsStr::new(names::PREVIOUS)) {
        Ok(_) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(source) => Err(StoreError::io(Action::Open, opened.root.path().join(names::PREVIOUS), source)),
    }
}
