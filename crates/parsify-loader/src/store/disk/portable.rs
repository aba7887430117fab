//! What can be had from the standard library alone: no owner, no permissions, and paths in place of handles.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::{Call, Facts, Kind, step};

#[derive(Debug)]
pub(crate) struct Dir {
    path: PathBuf,
}

impl Dir {
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        step(Call::Look)?;
        let is_folder = fs::metadata(path)?.is_dir();
        if is_folder { Ok(Self { path: path.to_owned() }) } else { Err(io::ErrorKind::NotADirectory.into()) }
    }

    pub(crate) fn make(path: &Path, _: u32) -> io::Result<()> {
        step(Call::Change)?;
        fs::create_dir_all(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn facts(&self) -> io::Result<Facts> {
        Ok(facts_of(&fs::metadata(&self.path)?))
    }

    pub(crate) fn facts_at(&self, name: &OsStr) -> io::Result<Facts> {
        step(Call::Look)?;
        Ok(facts_of(&fs::symlink_metadata(self.path.join(name))?))
    }

    pub(crate) fn folder(&self, name: &OsStr) -> io::Result<Self> {
        let path = self.path.join(name);
        match self.facts_at(name)?.kind {
            Kind::Folder => Ok(Self { path }),
            _ => Err(io::ErrorKind::NotADirectory.into()),
        }
    }

    pub(crate) fn make_folder(&self, name: &OsStr, _: u32) -> io::Result<()> {
        step(Call::Change)?;
        fs::create_dir(self.path.join(name))
    }

    pub(crate) fn file(&self, name: &OsStr) -> io::Result<File> {
        match self.facts_at(name)?.kind {
            Kind::Regular => File::open(self.path.join(name)),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    pub(crate) fn new_file(&self, name: &OsStr, _: u32) -> io::Result<File> {
        step(Call::Change)?;
        OpenOptions::new().write(true).create_new(true).open(self.path.join(name))
    }

    pub(crate) fn file_or_new(&self, name: &OsStr, _: u32) -> io::Result<File> {
        step(Call::Change)?;
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(self.path.join(name))
    }

    pub(crate) fn rename(&self, name: &OsStr, to: &Self, new: &OsStr) -> io::Result<()> {
        step(Call::Rename)?;
        fs::rename(self.path.join(name), to.path.join(new))
    }

    pub(crate) fn remove(&self, name: &OsStr) -> io::Result<()> {
        step(Call::Change)?;
        fs::remove_file(self.path.join(name))
    }

    /// A folder cannot be opened to be synced here.
    pub(crate) fn sync(&self) -> io::Result<()> {
        step(Call::SyncFolder)
    }

    pub(crate) fn names(&self) -> io::Result<Vec<OsString>> {
        step(Call::Look)?;
        fs::read_dir(&self.path)?.map(|entry| Ok(entry?.file_name())).collect()
    }
}

pub(crate) fn facts(file: &File) -> io::Result<Facts> {
    step(Call::Look)?;
    Ok(facts_of(&file.metadata()?))
}

fn facts_of(metadata: &Metadata) -> Facts {
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
        guard: None,
    }
}

pub(crate) fn this_user() -> Option<u32> {
    None
}
