//! What can be had from the standard library alone: no owner, no permissions, and names in place of handles.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Facts, FileSystem, Kind};

#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

/// The file system of this machine.
#[derive(Debug)]
pub(crate) struct Local;

impl FileSystem for Local {
    fn make_path(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn open_path(&self, path: &Path) -> io::Result<Folder> {
        let is_folder = fs::symlink_metadata(path)?.is_dir();
        if is_folder { Ok(Folder(path.to_owned())) } else { Err(io::ErrorKind::NotADirectory.into()) }
    }

    fn path_facts(&self, path: &Path) -> io::Result<Facts> {
        Ok(facts(&fs::symlink_metadata(path)?))
    }

    fn make_folder(&self, at: &Folder, name: &OsStr) -> io::Result<()> {
        fs::create_dir(at.0.join(name))
    }

    fn open_folder(&self, at: &Folder, name: &OsStr) -> io::Result<Folder> {
        self.open_path(&at.0.join(name))
    }

    fn open_file(&self, at: &Folder, name: &OsStr) -> io::Result<File> {
        // For the time of use to be set, the file must be open for writing where that is allowed.
        let path = at.0.join(name);
        OpenOptions::new().read(true).write(true).open(&path).or_else(|_| File::open(&path))
    }

    fn create_file(&self, at: &Folder, name: &OsStr) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(at.0.join(name))
    }

    fn open_or_create(&self, at: &Folder, name: &OsStr) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(at.0.join(name))
    }

    fn facts(&self, file: &File) -> io::Result<Facts> {
        Ok(facts(&file.metadata()?))
    }

    fn folder_facts(&self, folder: &Folder) -> io::Result<Facts> {
        self.path_facts(&folder.0)
    }

    fn facts_at(&self, at: &Folder, name: &OsStr) -> io::Result<Facts> {
        self.path_facts(&at.0.join(name))
    }

    fn sync_folder(&self, _: &Folder) -> io::Result<()> {
        Ok(())
    }

    fn rename(&self, from: &Folder, name: &OsStr, to: &Folder, new: &OsStr) -> io::Result<()> {
        fs::rename(from.0.join(name), to.0.join(new))
    }

    fn link(&self, at: &Folder, name: &OsStr, new: &OsStr) -> io::Result<()> {
        fs::hard_link(at.0.join(name), at.0.join(new))
    }

    fn remove_file(&self, at: &Folder, name: &OsStr) -> io::Result<()> {
        fs::remove_file(at.0.join(name))
    }

    fn remove_folder(&self, at: &Folder, name: &OsStr) -> io::Result<()> {
        fs::remove_dir(at.0.join(name))
    }

    fn names(&self, folder: &Folder) -> io::Result<Vec<OsString>> {
        fs::read_dir(&folder.0)?.map(|entry| Ok(entry?.file_name())).collect()
    }
}

fn facts(metadata: &Metadata) -> Facts {
    let kind = metadata.file_type();
    Facts {
        kind: if kind.is_symlink() {
            Kind::Symlink
        } else if kind.is_dir() {
            Kind::Folder
        } else if kind.is_file() {
            Kind::Regular
        } else {
            Kind::Other
        },
        bytes: metadata.len(),
        modified: metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH),
        guard: None,
        identity: (0, 0),
    }
}

pub(crate) fn this_user() -> Option<u32> {
    None
}

/// Not known here: age alone decides.
pub(crate) fn process_is_gone(_: u32) -> bool {
    false
}
