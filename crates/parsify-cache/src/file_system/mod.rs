//! Every call to the file system goes through [`FileSystem`], so that tests can make each of them fail.

#[cfg(not(unix))]
mod portable;
#[cfg(unix)]
mod unix;

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::time::SystemTime;

#[cfg(not(unix))]
pub(crate) use portable::{Folder, Local, process_is_gone, this_user};
#[cfg(unix)]
pub(crate) use unix::{Folder, Local, process_is_gone, this_user};

/// What the operating system says of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    pub(crate) kind: Kind,
    pub(crate) bytes: u64,
    pub(crate) modified: SystemTime,
    /// `None` where the system has no such thing.
    pub(crate) guard: Option<Guard>,
    /// Device and number: the same for the same file under two names.
    pub(crate) identity: (u64, u64),
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

/// Names are single names inside `at`; a symbolic link under one is never followed.
pub(crate) trait FileSystem: Send + Sync + fmt::Debug {
    /// Makes the folder and those above it, closed to others.
    fn make_path(&self, path: &Path) -> io::Result<()>;
    fn open_path(&self, path: &Path) -> io::Result<Folder>;
    fn path_facts(&self, path: &Path) -> io::Result<Facts>;
    fn make_folder(&self, at: &Folder, name: &OsStr) -> io::Result<()>;
    fn open_folder(&self, at: &Folder, name: &OsStr) -> io::Result<Folder>;
    fn open_file(&self, at: &Folder, name: &OsStr) -> io::Result<File>;
    /// Makes a file for this user only; fails when the name is taken.
    fn create_file(&self, at: &Folder, name: &OsStr) -> io::Result<File>;
    /// Opens a file for this user only, and makes it when it is not there.
    fn open_or_create(&self, at: &Folder, name: &OsStr) -> io::Result<File>;
    fn facts(&self, file: &File) -> io::Result<Facts>;
    fn folder_facts(&self, folder: &Folder) -> io::Result<Facts>;
    fn facts_at(&self, at: &Folder, name: &OsStr) -> io::Result<Facts>;
    fn sync_folder(&self, folder: &Folder) -> io::Result<()>;
    fn rename(&self, from: &Folder, name: &OsStr, to: &Folder, new: &OsStr) -> io::Result<()>;
    /// Gives a file a second name in the same folder; fails when it is taken.
    fn link(&self, at: &Folder, name: &OsStr, new: &OsStr) -> io::Result<()>;
    fn remove_file(&self, at: &Folder, name: &OsStr) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_folder(&self, at: &Folder, name: &OsStr) -> io::Result<()>;
    fn names(&self, folder: &Folder) -> io::Result<Vec<OsString>>;

    fn read(&self, mut file: &File, buffer: &mut [u8]) -> io::Result<usize> {
        file.read(buffer)
    }

    fn write(&self, mut file: &File, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn set_modified(&self, file: &File, time: SystemTime) -> io::Result<()> {
        file.set_modified(time)
    }

    /// Whether this handle has the advisory lock now. The operating system takes it back when the process ends.
    fn try_lock(&self, file: &File) -> io::Result<bool> {
        match file.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// Fills as much of the buffer as the file has. A look-up that a signal interrupts goes on.
pub(crate) fn read_up_to(fs: &dyn FileSystem, file: &File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut done = 0;
    while done < buffer.len() {
        match fs.read(file, &mut buffer[done..]) {
            Ok(0) => break,
            Ok(more) => done += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

pub(crate) fn write_all(fs: &dyn FileSystem, file: &File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match fs.write(file, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(some) => bytes = &bytes[some..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Folders below this depth are left: nothing of ours is nested, so they can only be somebody's trap.
const DEEPEST: usize = 16;

/// Removes whatever lies under the name, and says how many bytes of files that were.
pub(crate) fn remove_any(fs: &dyn FileSystem, at: &Folder, name: &OsStr) -> io::Result<u64> {
    remove_to_depth(fs, at, name, DEEPEST)
}

fn remove_to_depth(fs: &dyn FileSystem, at: &Folder, name: &OsStr, depth: usize) -> io::Result<u64> {
    let facts = fs.facts_at(at, name)?;
    if facts.kind != Kind::Folder {
        fs.remove_file(at, name)?;
        return Ok(if facts.kind == Kind::Regular { facts.bytes } else { 0 });
    }
    let mut bytes = 0;
    if depth > 0 {
        let folder = fs.open_folder(at, name)?;
        for inner in fs.names(&folder)? {
            bytes += remove_to_depth(fs, &folder, &inner, depth - 1)?;
        }
    }
    fs.remove_folder(at, name)?;
    Ok(bytes)
}
