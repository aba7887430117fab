use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::Path;

use super::disk::{self, Dir, Kind};
use super::error::{Action, StoreError};
use super::place::StorePlace;
use super::rules::{Rules, expect_kind};

/// A store's folder, opened once and checked, and the ways into the folders below it.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) root: Dir,
    pub(crate) rules: Rules,
}

/// A folder below the store's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Artifacts,
    Receipts,
    Temporary,
}

impl Part {
    pub(crate) const ALL: [Self; 3] = [Self::Artifacts, Self::Receipts, Self::Temporary];

    pub(crate) fn name(self) -> &'static OsStr {
        OsStr::new(match self {
            Self::Artifacts => "artifacts",
            Self::Receipts => "receipts",
            Self::Temporary => "tmp",
        })
    }
}

impl Opened {
    /// `None` when there is no such folder.
    pub(crate) fn existing(place: &StorePlace) -> Result<Option<Self>, StoreError> {
        let rules = place.rules();
        let folder = place.folder();
        let (parent, name) = split(folder)?;
        let parent = match Dir::open(parent) {
            Ok(parent) => parent,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(StoreError::io(Action::Open, parent, source)),
        };
        let Some(root) = open_folder(&parent, &name, rules)? else { return Ok(None) };
        place.check_project()?;
        Ok(Some(Self { root, rules }))
    }

    /// Makes the folder when it is not there.
    pub(crate) fn make(place: &StorePlace) -> Result<Self, StoreError> {
        place.check_project()?;
        if let Some(opened) = Self::existing(place)? {
            return Ok(opened);
        }
        let made = Dir::make(place.folder(), place.rules().folder_mode);
        made.map_err(|source| StoreError::io(Action::Create, place.folder(), source))?;
        Self::existing(place)?
            .ok_or_else(|| StoreError::io(Action::Open, place.folder(), io::ErrorKind::NotFound.into()))
    }

    /// A folder below, or `None` when it is not there.
    pub(crate) fn part(&self, part: Part) -> Result<Option<Dir>, StoreError> {
        open_folder(&self.root, part.name(), self.rules)
    }

    /// A folder below, made when it is not there.
    pub(crate) fn make_part(&self, part: Part) -> Result<Dir, StoreError> {
        if let Some(folder) = self.part(part)? {
            return Ok(folder);
        }
        let path = self.root.path().join(part.name());
        match self.root.make_folder(part.name(), self.rules.folder_mode) {
            Err(source) if source.kind() != io::ErrorKind::AlreadyExists => {
                return Err(StoreError::io(Action::Create, path, source));
            }
            _ => {}
        }
        self.part(part)?.ok_or_else(|| StoreError::io(Action::Open, path, io::ErrorKind::NotFound.into()))
    }

    /// The bytes of a file, or `None` when it is not there.
    pub(crate) fn read(&self, folder: &Dir, name: &OsStr, limit: u64) -> Result<Option<Vec<u8>>, StoreError> {
        read(folder, name, limit, self.rules)
    }
}

fn split(folder: &Path) -> Result<(&Path, OsString), StoreError> {
    let name = folder.file_name().ok_or_else(|| StoreError::Io {
        action: Action::Open,
        path: folder.to_owned(),
        source: io::ErrorKind::InvalidInput.into(),
    })?;
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok((parent, name.to_owned()))
}

fn open_folder(parent: &Dir, name: &OsStr, rules: Rules) -> Result<Option<Dir>, StoreError> {
    let path = || parent.path().join(name);
    let folder = match parent.folder(name) {
        Ok(folder) => folder,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(why_not(parent, name, Kind::Folder, source)),
    };
    let facts = folder.facts().map_err(|source| StoreError::io(Action::Open, path(), source))?;
    rules.check(&facts, Kind::Folder).map_err(|problem| StoreError::Unsafe { path: path(), problem })?;
    Ok(Some(folder))
}

/// The bytes of a regular file that others cannot change, or `None` when it is not there.
pub(crate) fn read(folder: &Dir, name: &OsStr, limit: u64, rules: Rules) -> Result<Option<Vec<u8>>, StoreError> {
    let path = || folder.path().join(name);
    let Some(file) = open_file(folder, name, rules)? else { return Ok(None) };
    let bytes = disk::read(&file, limit).map_err(|source| StoreError::io(Action::Read, path(), source))?;
    bytes.map(Some).ok_or_else(|| StoreError::TooLarge { path: path(), limit })
}

fn open_file(folder: &Dir, name: &OsStr, rules: Rules) -> Result<Option<File>, StoreError> {
    let path = || folder.path().join(name);
    let file = match folder.file(name) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(why_not(folder, name, Kind::Regular, source)),
    };
    let facts = disk::facts(&file).map_err(|source| StoreError::io(Action::Open, path(), source))?;
    rules.check(&facts, Kind::Regular).map_err(|problem| StoreError::Unsafe { path: path(), problem })?;
    Ok(Some(file))
}

/// A link, pipe or the like in place of what is wanted is told apart from a disk that does not answer.
pub(crate) fn why_not(folder: &Dir, name: &OsStr, wanted: Kind, source: io::Error) -> StoreError {
    let path = folder.path().join(name);
    match folder.facts_at(name).map(|facts| expect_kind(facts.kind, wanted)) {
        Ok(Err(problem)) => StoreError::Unsafe { path, problem },
        _ => StoreError::io(Action::Open, path, source),
    }
}
