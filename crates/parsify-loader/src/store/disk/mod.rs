//! Calls to the file system: single names inside folders that were opened before. A symbolic link under a name is never
//! followed, and nothing is waited for.

#[cfg(test)]
pub(crate) mod fault;
#[cfg(not(unix))]
mod portable;
#[cfg(unix)]
mod unix;

use std::fs::File;
use std::io::{self, Read as _, Write as _};

#[cfg(not(unix))]
pub(crate) use portable::{Dir, facts, this_user};
#[cfg(unix)]
pub(crate) use unix::{Dir, facts, this_user};

/// What the operating system says of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    pub(crate) kind: Kind,
    pub(crate) bytes: u64,
    /// `None` where the system has no such thing.
    pub(crate) guard: Option<Guard>,
}

/// Who may use a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Guard {
    pub(crate) owner: u32,
    pub(crate) mode: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Regular,
    Folder,
    Symlink,
    Other,
}

/// All bytes of a file, or `None` when there are more than `limit`; then no more than one of those is read.
pub(crate) fn read(file: &File, limit: u64) -> io::Result<Option<Vec<u8>>> {
    step(Call::Look)?;
    let length = file.metadata()?.len();
    if length > limit {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

pub(crate) fn write(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    if let Err(error) = step(Call::Write) {
        // As a disk that fills up in the middle of it.
        file.write_all(&bytes[..bytes.len() / 2])?;
        return Err(error);
    }
    file.write_all(bytes)
}

pub(crate) fn sync(file: &File) -> io::Result<()> {
    step(Call::Sync)?;
    file.sync_all()
}

/// What a call does, for tests that make it fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    Look,
    Change,
    Write,
    Sync,
    SyncFolder,
    Rename,
}

/// Every call passes here; only tests make it fail.
#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "in tests it fails")]
#[inline]
pub(crate) fn step(_: Call) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(crate) use fault::step;
