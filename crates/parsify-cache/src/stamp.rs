//! The order of use, by which entries are evicted.
//!
//! An entry's stamp is its file's time of modification: the clock's time, or one step after the last stamp given out if
//! the clock stands behind that. The last stamp is the time of the empty file `stamp`. So stamps grow whatever the clock
//! does, look like times while the clock is right, and need no file whose content could be torn. Two processes at the
//! same moment may give out the same stamp, or one set the last stamp a step back; both cost at most one wrong choice of
//! what to evict.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::time::{Duration, SystemTime};

use crate::disk::Disk;
use crate::file_system::{Facts, Kind, remove_any};

const FILE: &str = "stamp";

/// Coarser than what common file systems can tell apart, so that the next stamp is really later.
const STEP: Duration = Duration::from_micros(1);

/// The next stamp. Falls back to the clock where the last one is not to be had.
pub(crate) fn next(disk: &Disk) -> SystemTime {
    let now = SystemTime::now();
    let Ok((file, facts)) = open(disk) else { return now };
    let next = facts.modified.checked_add(STEP).map_or(now, |step| step.max(now));
    // Without it the order is the clock's.
    let _ = disk.fs.set_modified(&file, next);
    next
}

/// Notes that an entry was used. That may fail, as on a read-only disk: then the entry only looks unused.
pub(crate) fn mark_used(disk: &Disk, file: &File, facts: &Facts) {
    let is_last = disk.fs.facts_at(&disk.root, OsStr::new(FILE)).is_ok_and(|last| last.modified == facts.modified);
    if !is_last {
        let _ = disk.fs.set_modified(file, next(disk));
    }
}

/// A stamp as it counts for eviction. One later than any that can have been given out was set by somebody else, and counts
/// as oldest: else an entry dated to 2100 would stay for ever.
pub(crate) fn order(stamp: SystemTime, latest: SystemTime) -> SystemTime {
    if stamp > latest { SystemTime::UNIX_EPOCH } else { stamp }
}

/// The latest stamp that can have been given out.
pub(crate) fn latest(disk: &Disk) -> SystemTime {
    let now = SystemTime::now();
    disk.fs.facts_at(&disk.root, OsStr::new(FILE)).map_or(now, |last| last.modified.max(now))
}

fn open(disk: &Disk) -> io::Result<(File, Facts)> {
    let name = OsStr::new(FILE);
    let opened = disk.fs.open_or_create(&disk.root, name).and_then(|file| {
        let facts = disk.fs.facts(&file)?;
        Ok((file, facts))
    });
    match opened {
        Ok((file, facts)) if facts.kind == Kind::Regular => return Ok((file, facts)),
        Ok(_) => {}
        Err(error) => match disk.fs.facts_at(&disk.root, name) {
            Ok(facts) if facts.kind != Kind::Regular => {}
            _ => return Err(error),
        },
    }
    // Something else has taken its place.
    remove_any(&*disk.fs, &disk.root, name)?;
    let file = disk.fs.open_or_create(&disk.root, name)?;
    let facts = disk.fs.facts(&file)?;
    Ok((file, facts))
}
