use std::ffi::{OsStr, OsString};
use std::io;
use std::time::SystemTime;

use crate::disk::{Disk, Place};
use crate::file_system::{FileSystem, Folder, Kind, remove_any};
use crate::random;

const MOST_FILES: usize = 16;
const MOST_BYTES: u64 = 64 << 20;

/// Takes a bad entry away, into the quarantine or altogether.
///
/// `identity` is the file that was found bad: when another process has put a new one under the name meanwhile, that one
/// stays. What cannot be taken away stays bad, and is refused again.
pub(crate) fn set_aside(disk: &Disk, entries: &Folder, name: &OsStr, identity: (u64, u64)) {
    let fs = &*disk.fs;
    match fs.facts_at(entries, name) {
        Ok(facts) if facts.identity == identity => {}
        _ => return,
    }
    if keep(disk, entries, name).is_err() {
        let _ = remove_any(fs, entries, name);
    }
}

fn keep(disk: &Disk, entries: &Folder, name: &OsStr) -> io::Result<()> {
    let quarantine = disk.folder(Place::Quarantine).map_err(io::Error::other)?;
    let mut new = name.to_owned();
    new.push(format!(".{}", random::tag()?));
    disk.fs.rename(entries, name, &quarantine, &new)?;
    // A quarantine that is too full is tried again with the next bad entry.
    let _ = shrink(&*disk.fs, &quarantine);
    Ok(())
}

/// Removes the oldest until the bounds hold.
fn shrink(fs: &dyn FileSystem, quarantine: &Folder) -> io::Result<()> {
    let mut kept = Vec::new();
    for name in fs.names(quarantine)? {
        let facts = fs.facts_at(quarantine, &name)?;
        kept.push((facts.modified, if facts.kind == Kind::Regular { facts.bytes } else { 0 }, name));
    }
    kept.sort();
    let mut files = kept.len();
    let mut bytes: u64 = kept.iter().map(|(_, bytes, _): &(SystemTime, u64, OsString)| bytes).sum();
    for (_, size, name) in kept {
        if files <= MOST_FILES && bytes <= MOST_BYTES {
            break;
        }
        remove_any(fs, quarantine, &name)?;
        files -= 1;
        bytes -= size;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use super::*;
    use crate::file_system::Local;

    #[test]
    fn an_entry_put_meanwhile_stays() {
        let home = tempfile::tempdir().unwrap();
        let disk = Disk::open(Arc::new(Local), &home.path().join("compiled")).unwrap();
        let entries = disk.folder(Place::Entries).unwrap();
        let (name, path) = (OsStr::new("one"), home.path().join("compiled/entries/one"));
        fs::write(&path, b"bad").unwrap();
        let bad = disk.fs.facts_at(&entries, name).unwrap().identity;
        let new = home.path().join("new");
        fs::write(&new, b"good").unwrap();
        fs::rename(&new, &path).unwrap();

        set_aside(&disk, &entries, name, bad);
        assert_eq!(fs::read(&path).unwrap(), b"good");
        let good = disk.fs.facts_at(&entries, name).unwrap().identity;
        set_aside(&disk, &entries, name, good);
        assert!(!path.exists());
    }
}
