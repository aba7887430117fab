use std::ffi::OsStr;
use std::fs::File;
use std::io;

use crate::disk::{Disk, Place, check};
use crate::envelope::{self, MacKey, Opened};
use crate::error::Action;
use crate::file_system::{Facts, Folder, Kind, read_up_to};
use crate::{BadReason, CacheError, Unsafe};

/// What came of reading an entry.
pub(crate) enum Outcome {
    Good(Read),
    Missing,
    /// Bad, and which file it was.
    Bad(BadReason, (u64, u64)),
    Failed(CacheError),
}

/// An entry's file, read and verified.
pub(crate) struct Read {
    pub(crate) buffer: Vec<u8>,
    pub(crate) opened: Opened,
    pub(crate) file: File,
    pub(crate) facts: Facts,
}

/// Reads the file and checks everything about it but for whom it was made.
pub(crate) fn read(disk: &Disk, mac: &MacKey, entries: &Folder, name: &OsStr, limit: u64) -> Outcome {
    let failed = |action| move |source| Outcome::Failed(disk.io_at(action, Place::Entries, name, source));
    let file = match disk.fs.open_file(entries, name) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Outcome::Missing,
        Err(error) => return unopened(disk, entries, name, error),
    };
    let facts = match disk.fs.facts(&file) {
        Ok(facts) => facts,
        Err(error) => return failed(Action::Open)(error),
    };
    if let Err(reason) = check_file(&facts, limit) {
        return Outcome::Bad(reason, facts.identity);
    }
    let bytes = match read_whole(disk, &file, facts.bytes) {
        Ok(bytes) => bytes,
        Err(error) => return failed(Action::Read)(error),
    };
    let Some(buffer) = bytes else { return Outcome::Bad(BadReason::Changed, facts.identity) };
    match envelope::open(mac, &buffer) {
        Ok(opened) => Outcome::Good(Read { buffer, opened, file, facts }),
        Err(reason) => Outcome::Bad(reason, facts.identity),
    }
}

/// A link, folder or socket cannot be opened as a file, and is bad; other refusals say nothing about the entry.
fn unopened(disk: &Disk, entries: &Folder, name: &OsStr, error: io::Error) -> Outcome {
    match disk.fs.facts_at(entries, name) {
        Ok(facts) if facts.kind != Kind::Regular => Outcome::Bad(BadReason::NotRegular, facts.identity),
        _ => Outcome::Failed(disk.io_at(Action::Open, Place::Entries, name, error)),
    }
}

fn check_file(facts: &Facts, limit: u64) -> Result<(), BadReason> {
    check(facts, Kind::Regular, 0o022).map_err(|problem| match problem {
        Unsafe::Owner { .. } => BadReason::Owner,
        Unsafe::Permissions { .. } => BadReason::Permissions,
        Unsafe::Symlink | Unsafe::Kind { .. } => BadReason::NotRegular,
    })?;
    if facts.bytes > limit {
        return Err(BadReason::TooLarge);
    }
    if facts.bytes < envelope::sealed_bytes(0, 0) {
        return Err(BadReason::TooShort);
    }
    Ok(())
}

/// The whole file, or `None` when it does not have the size it should have.
fn read_whole(disk: &Disk, file: &File, bytes: u64) -> io::Result<Option<Vec<u8>>> {
    let Ok(length) = usize::try_from(bytes) else { return Ok(None) };
    let mut buffer = vec![0; length];
    let is_full = read_up_to(&*disk.fs, file, &mut buffer)? == length;
    let is_at_end = is_full && read_up_to(&*disk.fs, file, &mut [0])? == 0;
    Ok(is_at_end.then_some(buffer))
}
