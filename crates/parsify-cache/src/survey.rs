use std::ffi::OsStr;
use std::time::SystemTime;

use crate::disk::{Disk, Place};
use crate::entry_key::is_entry_name;
use crate::envelope::MacKey;
use crate::error::Action;
use crate::file_system::{Folder, Kind, remove_any};
use crate::read::{Outcome, Read, read};
use crate::{BadReason, CacheError, temporary};

/// One entry as it lies on disk.
#[derive(Debug)]
#[non_exhaustive]
pub struct EntryReport {
    /// The sha256 of the source in hex, as the file's name says.
    pub digest: String,
    /// The size of the file in bytes.
    pub bytes: u64,
    /// When it was last used, as far as the clock was right.
    pub last_use: SystemTime,
    /// What it holds, or why it must not be used.
    pub content: Result<EntryContent, BadReason>,
}

/// What a verified entry says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EntryContent {
    /// The name of the engine.
    pub engine: String,
    /// The metadata it was put with.
    pub metadata: Vec<u8>,
    /// The size of the payload in bytes.
    pub payload_bytes: u64,
}

/// What a cleaning removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cleaned {
    /// Files, and folders that should not have been there.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Reads and verifies every entry, most recently used first. `bad` is called for each bad one, after it was read.
pub(crate) fn survey(
    disk: &Disk,
    mac: &MacKey,
    limit: u64,
    mut bad: impl FnMut(&Folder, &OsStr, BadReason, (u64, u64)),
) -> Result<Vec<EntryReport>, CacheError> {
    let Some(entries) = disk.existing(Place::Entries)? else { return Ok(Vec::new()) };
    let names = disk.fs.names(&entries).map_err(|source| disk.io(Action::Read, Place::Entries, source))?;
    let mut reports = Vec::new();
    for name in names.iter().filter(|name| is_entry_name(name)) {
        // Gone since the folder was listed.
        let Ok(facts) = disk.fs.facts_at(&entries, name) else { continue };
        let content = match read(disk, mac, &entries, name, limit) {
            Outcome::Good(found) => content(&found, name).map_err(|reason| (reason, found.facts.identity)),
            Outcome::Bad(reason, identity) => Err((reason, identity)),
            Outcome::Missing => continue,
            Outcome::Failed(error) => return Err(error),
        };
        if let Err((reason, identity)) = content {
            bad(&entries, name, reason, identity);
        }
        reports.push(EntryReport {
            digest: digest_of(name),
            bytes: if facts.kind == Kind::Regular { facts.bytes } else { 0 },
            last_use: facts.modified,
            content: content.map_err(|(reason, _)| reason),
        });
    }
    reports.sort_by(|one, other| other.last_use.cmp(&one.last_use).then_with(|| one.digest.cmp(&other.digest)));
    Ok(reports)
}

fn content(found: &Read, name: &OsStr) -> Result<EntryContent, BadReason> {
    let key = found.opened.key();
    if key.file_name() != name {
        return Err(BadReason::OtherKey);
    }
    Ok(EntryContent {
        engine: key.engine().to_owned(),
        metadata: found.buffer[found.opened.metadata()].to_vec(),
        payload_bytes: found.opened.payload().len() as u64,
    })
}

fn digest_of(name: &OsStr) -> String {
    name.to_string_lossy().chars().take(2 * 32).collect()
}

/// The bytes of all entries.
pub(crate) fn size(disk: &Disk) -> Result<u64, CacheError> {
    let Some(entries) = disk.existing(Place::Entries)? else { return Ok(0) };
    let names = disk.fs.names(&entries).map_err(|source| disk.io(Action::Read, Place::Entries, source))?;
    let facts = names.iter().filter_map(|name| disk.fs.facts_at(&entries, name).ok());
    Ok(facts.filter(|facts| facts.kind == Kind::Regular).map(|facts| facts.bytes).sum())
}

/// Removes what lies in all places, but nothing that is in use: its user removes it.
pub(crate) fn clean(disk: &Disk) -> Result<Cleaned, CacheError> {
    let mut cleaned = Cleaned::default();
    for place in Place::ALL {
        let Some(folder) = disk.existing(place)? else { continue };
        let names = disk.fs.names(&folder).map_err(|source| disk.io(Action::Read, place, source))?;
        for name in names {
            if is_in_use(disk, place, &folder, &name) {
                continue;
            }
            match remove_any(&*disk.fs, &folder, &name) {
                Ok(bytes) => {
                    cleaned.files += 1;
                    cleaned.bytes += bytes;
                }
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(disk.io_at(Action::Remove, place, &name, error)),
            }
        }
    }
    Ok(cleaned)
}

fn is_in_use(disk: &Disk, place: Place, folder: &Folder, name: &OsStr) -> bool {
    match place {
        Place::Entries | Place::Quarantine => false,
        Place::Temporary => !temporary::is_abandoned(&*disk.fs, folder, name, ""),
        Place::Locks => {
            let file = disk.fs.open_file(folder, name);
            file.is_ok_and(|file| matches!(disk.fs.try_lock(&file), Ok(false)))
        }
    }
}
