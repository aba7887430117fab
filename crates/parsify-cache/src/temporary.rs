use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::time::{Duration, SystemTime};

use crate::file_system::{FileSystem, Folder, Kind, process_is_gone, write_all};
use crate::random;

/// A file of an interrupted writer is swept at this age even if a process of the writer's id is there again.
const STALE: Duration = Duration::from_secs(3600);

/// A file that is removed again unless it gets a name of its own.
pub(crate) struct Temporary<'a> {
    fs: &'a dyn FileSystem,
    folder: &'a Folder,
    name: OsString,
    file: File,
    is_renamed: bool,
}

impl<'a> Temporary<'a> {
    /// A new, locked file, readable by this user only. `prefix` tells temporary files from others in the same folder.
    pub(crate) fn create(fs: &'a dyn FileSystem, folder: &'a Folder, prefix: &str) -> io::Result<Self> {
        let name = OsString::from(format!("{prefix}{}-{}.tmp", std::process::id(), random::tag()?));
        let file = fs.create_file(folder, &name)?;
        let temporary = Self { fs, folder, name, file, is_renamed: false };
        // Where locks are not supported, the process id and the age alone keep others from sweeping it.
        let _ = temporary.fs.try_lock(&temporary.file);
        Ok(temporary)
    }

    pub(crate) fn file(&self) -> &File {
        &self.file
    }

    pub(crate) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        write_all(self.fs, &self.file, bytes)
    }

    /// Gives it a second, final name in its own folder; fails when that is taken.
    pub(crate) fn link(&self, name: &OsStr) -> io::Result<()> {
        self.fs.link(self.folder, &self.name, name)
    }

    /// Gives it its final name, replacing what had it.
    pub(crate) fn rename(mut self, to: &Folder, name: &OsStr) -> io::Result<()> {
        self.fs.rename(self.folder, &self.name, to, name)?;
        self.is_renamed = true;
        Ok(())
    }
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        if !self.is_renamed {
            // If this fails too, a later sweep removes it.
            let _ = self.fs.remove_file(self.folder, &self.name);
        }
    }
}

/// Removes what killed processes left, and says how many files that were. What cannot be removed is left.
pub(crate) fn sweep(fs: &dyn FileSystem, folder: &Folder, prefix: &str) -> io::Result<u64> {
    let mut swept = 0;
    for name in fs.names(folder)? {
        let is_ours = writer_of(&name, prefix).is_some();
        if is_ours && is_abandoned(fs, folder, &name, prefix) && fs.remove_file(folder, &name).is_ok() {
            swept += 1;
        }
    }
    Ok(swept)
}

/// Whether nobody writes to this file any more. A name that no writer would give counts as abandoned.
///
/// A writer holds a lock on its file, and the lock ends with the writer; that is sure. Between making a file and locking
/// it there is a moment, for which the id of the process and the age stand in. An age below zero is a clock that was set
/// back, and as good as an old one.
pub(crate) fn is_abandoned(fs: &dyn FileSystem, folder: &Folder, name: &OsStr, prefix: &str) -> bool {
    let Some(writer) = writer_of(name, prefix) else { return true };
    let Ok(facts) = fs.facts_at(folder, name) else { return false };
    let is_young = SystemTime::now().duration_since(facts.modified).is_ok_and(|age| age < STALE);
    if is_young && !process_is_gone(writer) {
        return false;
    }
    if facts.kind != Kind::Regular {
        return facts.kind != Kind::Folder;
    }
    // Where locks are not supported, what was found out so far decides.
    fs.open_file(folder, name).is_ok_and(|file| fs.try_lock(&file).unwrap_or(true))
}

fn writer_of(name: &OsStr, prefix: &str) -> Option<u32> {
    let (writer, _) = name.to_str()?.strip_prefix(prefix)?.strip_suffix(".tmp")?.split_once('-')?;
    writer.parse().ok()
}
