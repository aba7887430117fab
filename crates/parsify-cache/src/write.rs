use std::ffi::OsStr;

use crate::disk::{Disk, Place};
use crate::envelope::{MAX_METADATA_BYTES, MacKey, Parts, sealed_bytes};
use crate::error::Action;
use crate::file_system::{Folder, Kind};
use crate::temporary::Temporary;
use crate::{CacheError, EntryKey, quarantine, stamp};

/// Refuses what would not be read again.
pub(crate) fn check_sizes(metadata: &[u8], payload: &[u8], limit: u64) -> Result<(), CacheError> {
    if metadata.len() > MAX_METADATA_BYTES {
        return Err(CacheError::Metadata { bytes: metadata.len() as u64, limit: MAX_METADATA_BYTES as u64 });
    }
    let bytes = sealed_bytes(metadata.len(), payload.len());
    if bytes > limit { Err(CacheError::TooLarge { bytes, limit }) } else { Ok(()) }
}

/// Writes a file of its own, makes sure it is on disk, and only then gives it the entry's name.
pub(crate) fn write(
    disk: &Disk,
    mac: &MacKey,
    key: &EntryKey,
    metadata: &[u8],
    payload: &[u8],
) -> Result<(), CacheError> {
    let name = key.file_name();
    let entries = disk.folder(Place::Entries)?;
    let folder = disk.folder(Place::Temporary)?;
    let failed = |action| move |source| disk.io(action, Place::Temporary, source);
    let temporary = Temporary::create(&*disk.fs, &folder, "").map_err(failed(Action::Create))?;
    for part in Parts::new(mac, key, metadata, payload).in_order() {
        temporary.write(part).map_err(failed(Action::Write))?;
    }
    disk.fs.set_modified(temporary.file(), stamp::next(disk)).map_err(failed(Action::Write))?;
    disk.fs.sync(temporary.file()).map_err(failed(Action::Sync))?;
    clear_the_way(disk, &entries, &name);
    let renamed = temporary.rename(&entries, &name);
    renamed.map_err(|source| disk.io_at(Action::Rename, Place::Entries, &name, source))?;
    disk.fs.sync_folder(&entries).map_err(|source| disk.io(Action::Sync, Place::Entries, source))
}

/// A file replaces a file, but not a folder.
fn clear_the_way(disk: &Disk, entries: &Folder, name: &OsStr) {
    if let Ok(facts) = disk.fs.facts_at(entries, name)
        && facts.kind != Kind::Regular
    {
        quarantine::set_aside(disk, entries, name, facts.identity);
    }
}
