use std::ffi::{OsStr, OsString};
use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat};

use super::{Call, Facts, Guard, Kind, step};

/// A folder that was opened once: what its path leads to later does not matter.
#[derive(Debug)]
pub(crate) struct Dir {
    file: File,
    path: PathBuf,
}

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);
/// Opening a pipe must not wait for its other end.
const FILE: OFlags = OFlags::NOFOLLOW.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

impl Dir {
    /// By a path, in which links are followed: the way to a store is its user's business.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        step(Call::Look)?;
        let file = rustix::fs::open(path, FOLDER, Mode::empty())?.into();
        Ok(Self { file, path: path.to_owned() })
    }

    /// Makes the folder and those above it.
    pub(crate) fn make(path: &Path, mode: u32) -> io::Result<()> {
        step(Call::Change)?;
        DirBuilder::new().recursive(true).mode(mode).create(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn facts(&self) -> io::Result<Facts> {
        facts(&self.file)
    }

    pub(crate) fn facts_at(&self, name: &OsStr) -> io::Result<Facts> {
        step(Call::Look)?;
        Ok(facts_of(&rustix::fs::statat(&self.file, name, AtFlags::SYMLINK_NOFOLLOW)?))
    }

    pub(crate) fn folder(&self, name: &OsStr) -> io::Result<Self> {
        step(Call::Look)?;
        let file = rustix::fs::openat(&self.file, name, FOLDER | OFlags::NOFOLLOW, Mode::empty())?.into();
        Ok(Self { file, path: self.path.join(name) })
    }

    pub(crate) fn make_folder(&self, name: &OsStr, mode: u32) -> io::Result<()> {
        step(Call::Change)?;
        Ok(rustix::fs::mkdirat(&self.file, name, permissions(mode))?)
    }

    pub(crate) fn file(&self, name: &OsStr) -> io::Result<File> {
        step(Call::Look)?;
        Ok(rustix::fs::openat(&self.file, name, FILE | OFlags::RDONLY, Mode::empty())?.into())
    }

    /// Fails when the name is taken.
    pub(crate) fn new_file(&self, name: &OsStr, mode: u32) -> io::Result<File> {
        step(Call::Change)?;
        let flags = FILE | OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL;
        Ok(rustix::fs::openat(&self.file, name, flags, permissions(mode))?.into())
    }

    /// Opens a file to read and write, and makes it when it is not there.
    pub(crate) fn file_or_new(&self, name: &OsStr, mode: u32) -> io::Result<File> {
        step(Call::Change)?;
        let flags = FILE | OFlags::RDWR | OFlags::CREATE;
        Ok(rustix::fs::openat(&self.file, name, flags, permissions(mode))?.into())
    }

    /// Gives a file another name, which may be in another folder and may be taken.
    pub(crate) fn rename(&self, name: &OsStr, to: &Self, new: &OsStr) -> io::Result<()> {
        step(Call::Rename)?;
        Ok(rustix::fs::renameat(&self.file, name, &to.file, new)?)
    }

    pub(crate) fn remove(&self, name: &OsStr) -> io::Result<()> {
        step(Call::Change)?;
        Ok(rustix::fs::unlinkat(&self.file, name, AtFlags::empty())?)
    }

    /// Makes sure that the names in it are on disk.
    pub(crate) fn sync(&self) -> io::Result<()> {
        step(Call::SyncFolder)?;
        self.file.sync_all()
    }

    pub(crate) fn names(&self) -> io::Result<Vec<OsString>> {
        step(Call::Look)?;
        let mut names = Vec::new();
        for entry in rustix::fs::Dir::read_from(&self.file)? {
            let entry = entry?;
            let name = OsStr::from_bytes(entry.file_name().to_bytes());
            if name != "." && name != ".." {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }
}

pub(crate) fn facts(file: &File) -> io::Result<Facts> {
    step(Call::Look)?;
    Ok(facts_of(&rustix::fs::fstat(file)?))
}

#[expect(clippy::unnecessary_cast, reason = "the widths of these fields differ between systems")]
fn facts_of(stat: &Stat) -> Facts {
    let mode = stat.st_mode as u32;
    Facts {
        kind: match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => Kind::Regular,
            FileType::Directory => Kind::Folder,
            FileType::Symlink => Kind::Symlink,
            _ => Kind::Other,
        },
        bytes: u64::try_from(stat.st_size).unwrap_or(0),
        guard: Some(Guard { owner: stat.st_uid, mode: mode & 0o7777 }),
    }
}

/// The widths of modes differ between systems; permission bits fit into all of them.
fn permissions(mode: u32) -> Mode {
    Mode::from_raw_mode(mode as _)
}

/// Who this process acts as, where the system has users.
pub(crate) fn this_user() -> Option<u32> {
    Some(rustix::process::geteuid().as_raw())
}
