use std::ffi::{OsStr, OsString};
use std::io;
use std::time::SystemTime;

use crate::disk::{Disk, Place};
use crate::error::Action;
use crate::file_system::{Folder, Kind};
use crate::{CacheError, stamp};

struct Candidate {
    order: SystemTime,
    name: OsString,
    bytes: u64,
}

/// Removes the least recently used files until all together fit, and says how many. `spared` is the one just written: a
/// clock or stamp that went wrong must not make each put undo itself.
///
/// Entries of other engines and other versions of the format count as well: that is how they go in the end.
pub(crate) fn evict(disk: &Disk, limit: u64, spared: &OsStr) -> Result<u64, CacheError> {
    let Some(entries) = disk.existing(Place::Entries)? else { return Ok(0) };
    let mut candidates = candidates(disk, &entries)?;
    let mut total: u64 = candidates.iter().map(|one| one.bytes).sum();
    candidates.sort_by(|one, other| (one.order, &one.name).cmp(&(other.order, &other.name)));
    let mut evicted = 0;
    for one in candidates.iter().filter(|one| one.name != spared) {
        if total <= limit {
            break;
        }
        match disk.fs.remove_file(&entries, &one.name) {
            Ok(()) => evicted += 1,
            // Another process evicts at the same time.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(disk.io_at(Action::Remove, Place::Entries, &one.name, error)),
        }
        total -= one.bytes;
    }
    Ok(evicted)
}

fn candidates(disk: &Disk, entries: &Folder) -> Result<Vec<Candidate>, CacheError> {
    let names = disk.fs.names(entries).map_err(|source| disk.io(Action::Read, Place::Entries, source))?;
    let latest = stamp::latest(disk);
    let mut found = Vec::with_capacity(names.len());
    for name in names {
        match disk.fs.facts_at(entries, &name) {
            Ok(facts) if facts.kind == Kind::Regular => {
                found.push(Candidate { order: stamp::order(facts.modified, latest), name, bytes: facts.bytes });
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(disk.io_at(Action::Open, Place::Entries, &name, error)),
        }
    }
    Ok(found)
}
