use std::ffi::{OsStr, OsString};
use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat};
use rustix::process::{Pid, geteuid, test_kill_process};

use super::{Facts, FileSystem, Guard, Kind};

/// A folder that was opened once: what its path leads to later does not matter.
#[derive(Debug)]
pub(crate) struct Folder(File);

/// The file system of this machine.
#[derive(Debug)]
pub(crate) struct Local;

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);
/// Opening a pipe must not wait for its other end.
const FILE: OFlags = OFlags::NOFOLLOW.union(OFlags::NONBLOCK).union(OFlags::CLOEXEC);
const PRIVATE_FILE: Mode = Mode::RUSR.union(Mode::WUSR);

impl FileSystem for Local {
    fn make_path(&self, path: &Path) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(path)
    }

    fn open_path(&self, path: &Path) -> io::Result<Folder> {
        Ok(Folder(rustix::fs::open(path, FOLDER, Mode::empty())?.into()))
    }

    fn path_facts(&self, path: &Path) -> io::Result<Facts> {
        Ok(facts(&rustix::fs::lstat(path)?))
    }

    fn make_folder(&self, at: &Folder, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::mkdirat(&at.0, name, Mode::RWXU)?)
    }

    fn open_folder(&self, at: &Folder, name: &OsStr) -> io::Result<Folder> {
        Ok(Folder(rustix::fs::openat(&at.0, name, FOLDER, Mode::empty())?.into()))
    }

    fn open_file(&self, at: &Folder, name: &OsStr) -> io::Result<File> {
        Ok(rustix::fs::openat(&at.0, name, FILE | OFlags::RDONLY, Mode::empty())?.into())
    }

    fn create_file(&self, at: &Folder, name: &OsStr) -> io::Result<File> {
        let flags = FILE | OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL;
        Ok(rustix::fs::openat(&at.0, name, flags, PRIVATE_FILE)?.into())
    }

    fn open_or_create(&self, at: &Folder, name: &OsStr) -> io::Result<File> {
        Ok(rustix::fs::openat(&at.0, name, FILE | OFlags::RDWR | OFlags::CREATE, PRIVATE_FILE)?.into())
    }

    fn facts(&self, file: &File) -> io::Result<Facts> {
        Ok(facts(&rustix::fs::fstat(file)?))
    }

    fn folder_facts(&self, folder: &Folder) -> io::Result<Facts> {
        self.facts(&folder.0)
    }

    fn facts_at(&self, at: &Folder, name: &OsStr) -> io::Result<Facts> {
        Ok(facts(&rustix::fs::statat(&at.0, name, AtFlags::SYMLINK_NOFOLLOW)?))
    }

    fn sync_folder(&self, folder: &Folder) -> io::Result<()> {
        folder.0.sync_all()
    }

    fn rename(&self, from: &Folder, name: &OsStr, to: &Folder, new: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::renameat(&from.0, name, &to.0, new)?)
    }

    fn link(&self, at: &Folder, name: &OsStr, new: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::linkat(&at.0, name, &at.0, new, AtFlags::empty())?)
    }

    fn remove_file(&self, at: &Folder, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&at.0, name, AtFlags::empty())?)
    }

    fn remove_folder(&self, at: &Folder, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&at.0, name, AtFlags::REMOVEDIR)?)
    }

    fn names(&self, folder: &Folder) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(&folder.0)? {
            let entry = entry?;
            let name = OsStr::from_bytes(entry.file_name().to_bytes());
            if name != "." && name != ".." {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }
}

#[expect(clippy::unnecessary_cast, reason = "the widths of these fields differ between systems")]
fn facts(stat: &Stat) -> Facts {
    let mode = stat.st_mode as u32;
    Facts {
        kind: match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => Kind::Regular,
            FileType::Directory => Kind::Folder,
            FileType::Symlink => Kind::Symlink,
            _ => Kind::Other,
        },
        bytes: u64::try_from(stat.st_size).unwrap_or(0),
        modified: time(stat.st_mtime as i64, stat.st_mtime_nsec as u64),
        guard: Some(Guard { owner: stat.st_uid, mode: mode & 0o7777 }),
        identity: (stat.st_dev as u64, stat.st_ino as u64),
    }
}

/// A time that cannot be represented counts as the beginning: it only orders what is evicted.
fn time(seconds: i64, nanoseconds: u64) -> SystemTime {
    let whole = Duration::from_secs(seconds.unsigned_abs());
    let at =
        if seconds < 0 { SystemTime::UNIX_EPOCH.checked_sub(whole) } else { SystemTime::UNIX_EPOCH.checked_add(whole) };
    at.and_then(|at| at.checked_add(Duration::from_nanos(nanoseconds))).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// Who this process acts as, where the system has users.
pub(crate) fn this_user() -> Option<u32> {
    Some(geteuid().as_raw())
}

/// Whether there certainly is no such process any more.
pub(crate) fn process_is_gone(id: u32) -> bool {
    let Some(pid) = i32::try_from(id).ok().and_then(Pid::from_raw) else { return true };
    test_kill_process(pid) == Err(rustix::io::Errno::SRCH)
}
