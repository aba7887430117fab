use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::Action;
use crate::file_system::{Facts, FileSystem, Folder, Kind, this_user};
use crate::{CacheError, Unsafe};

/// The cache's folder, opened once, and the ways into the folders below it.
#[derive(Debug)]
pub(crate) struct Disk {
    pub(crate) fs: Arc<dyn FileSystem>,
    pub(crate) root: Folder,
    path: PathBuf,
}

/// A folder below the cache's own.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Entries,
    Temporary,
    Locks,
    Quarantine,
}

impl Place {
    pub(crate) const ALL: [Self; 4] = [Self::Entries, Self::Temporary, Self::Locks, Self::Quarantine];

    pub(crate) fn name(self) -> &'static OsStr {
        OsStr::new(match self {
            Self::Entries => "entries",
            Self::Temporary => "tmp",
            Self::Locks => "locks",
            Self::Quarantine => "quarantine",
        })
    }
}

impl Disk {
    /// Opens the folder, after making it if it is not there.
    pub(crate) fn open(fs: Arc<dyn FileSystem>, path: &Path) -> Result<Self, CacheError> {
        let path = without_trailing_slash(path);
        let root = open_or_make(&*fs, &path)?;
        let facts = fs.folder_facts(&root).map_err(|source| io_error(Action::Open, &path, source))?;
        check(&facts, Kind::Folder, 0o077).map_err(|problem| CacheError::Folder { path: path.clone(), problem })?;
        Ok(Self { fs, root, path })
    }

    /// The folder, or `None` if there is none.
    ///
    /// It is opened and checked each time: that costs two calls, spares file descriptors, and heals when somebody
    /// removes the folder.
    pub(crate) fn existing(&self, place: Place) -> Result<Option<Folder>, CacheError> {
        let folder = match self.fs.open_folder(&self.root, place.name()) {
            Ok(folder) => folder,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(self.why_not(place, error)),
        };
        let facts = self.fs.folder_facts(&folder).map_err(|source| self.io(Action::Open, place, source))?;
        check(&facts, Kind::Folder, 0o077)
            .map_err(|problem| CacheError::Folder { path: self.path_of(place), problem })?;
        Ok(Some(folder))
    }

    /// The folder, made if it is not there.
    pub(crate) fn folder(&self, place: Place) -> Result<Folder, CacheError> {
        if let Some(folder) = self.existing(place)? {
            return Ok(folder);
        }
        match self.fs.make_folder(&self.root, place.name()) {
            Ok(()) => {}
            // Another process was faster.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(self.io(Action::Create, place, error)),
        }
        self.existing(place)?.ok_or_else(|| self.io(Action::Open, place, io::ErrorKind::NotFound.into()))
    }

    pub(crate) fn io(&self, action: Action, place: Place, source: io::Error) -> CacheError {
        CacheError::Io { action, path: self.path_of(place), source }
    }

    pub(crate) fn io_at(&self, action: Action, place: Place, name: &OsStr, source: io::Error) -> CacheError {
        CacheError::Io { action, path: self.path_of(place).join(name), source }
    }

    fn path_of(&self, place: Place) -> PathBuf {
        self.path.join(place.name())
    }

    /// A link or file in place of the folder is told apart from a disk that does not answer.
    fn why_not(&self, place: Place, error: io::Error) -> CacheError {
        match self.fs.facts_at(&self.root, place.name()).map(|facts| expect_kind(facts.kind, Kind::Folder)) {
            Ok(Err(problem)) => CacheError::Folder { path: self.path_of(place), problem },
            _ => self.io(Action::Open, place, error),
        }
    }
}

/// Opens a folder by its path; the last part of the path must be no symbolic link.
pub(crate) fn open_or_make(fs: &dyn FileSystem, path: &Path) -> Result<Folder, CacheError> {
    let opened = match fs.open_path(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs.make_path(path).map_err(|source| io_error(Action::Create, path, source))?;
            fs.open_path(path)
        }
        opened => opened,
    };
    opened.map_err(|error| match fs.path_facts(path).map(|facts| expect_kind(facts.kind, Kind::Folder)) {
        Ok(Err(problem)) => CacheError::Folder { path: path.to_owned(), problem },
        _ => io_error(Action::Open, path, error),
    })
}

/// With a slash at the end, the operating system would follow a link that it is told not to follow.
pub(crate) fn without_trailing_slash(path: &Path) -> PathBuf {
    path.components().collect()
}

/// Whether it is of this kind, ours, and has none of these permission bits.
pub(crate) fn check(facts: &Facts, kind: Kind, forbidden: u32) -> Result<(), Unsafe> {
    expect_kind(facts.kind, kind)?;
    let (Some(guard), Some(expected)) = (facts.guard, this_user()) else { return Ok(()) };
    if guard.owner != expected {
        return Err(Unsafe::Owner { owner: guard.owner, expected });
    }
    if guard.mode & forbidden != 0 {
        return Err(Unsafe::Permissions { mode: guard.mode });
    }
    Ok(())
}

fn expect_kind(kind: Kind, wanted: Kind) -> Result<(), Unsafe> {
    match kind {
        kind if kind == wanted => Ok(()),
        Kind::Symlink => Err(Unsafe::Symlink),
        _ => Err(Unsafe::Kind { expected: if wanted == Kind::Folder { "folder" } else { "file" } }),
    }
}

pub(crate) fn io_error(action: Action, path: &Path, source: io::Error) -> CacheError {
    CacheError::Io { action, path: path.to_owned(), source }
}
