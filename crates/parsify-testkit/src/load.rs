use std::fs;
use std::path::{Path, PathBuf};

use parsify_interface::Descriptor;

use crate::{Fixture, FixtureError};

/// Loads folders of fixtures.
#[derive(Clone, Copy, Debug)]
pub struct Fixtures;

impl Fixtures {
    /// Every fixture below `folder`, by operation and case. Hidden files are passed over.
    ///
    /// # Errors
    ///
    /// The folder, or the folder of an operation, holds no fixture; something stands there that is none and would never
    /// run; a file cannot be read or breaks a rule of the format.
    pub fn load(folder: impl AsRef<Path>) -> Result<Vec<Fixture>, FixtureError> {
        let folder = folder.as_ref();
        let mut fixtures = Vec::new();
        for path in entries(folder)? {
            if path.is_dir() {
                fixtures.extend(load_operation(&path)?);
            } else if is_fixture(&path) {
                return Err(FixtureError::Stray { path });
            }
        }
        if fixtures.is_empty() {
            return Err(FixtureError::NoFixtures { folder: folder.to_owned() });
        }
        Ok(fixtures)
    }
}

fn load_operation(folder: &Path) -> Result<Vec<Fixture>, FixtureError> {
    let paths = entries(folder)?;
    if paths.is_empty() {
        return Err(FixtureError::NoFixtures { folder: folder.to_owned() });
    }
    paths
        .into_iter()
        .map(|path| {
            if path.is_dir() || !is_fixture(&path) {
                return Err(FixtureError::Stray { path });
            }
            Fixture::parse(&path, &read(&path)?)
        })
        .collect()
}

pub(crate) fn read(path: &Path) -> Result<String, FixtureError> {
    fs::read_to_string(path).map_err(|source| FixtureError::Read { path: path.to_owned(), source })
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, FixtureError> {
    let unreadable = |source| FixtureError::Read { path: folder.to_owned(), source };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

fn is_fixture(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "txt")
}

/// Checks that every operation has a fixture.
///
/// # Errors
///
/// [`FixtureError::Uncovered`] names those that have none.
pub fn check_coverage(descriptor: &Descriptor, fixtures: &[Fixture]) -> Result<(), FixtureError> {
    let covered = |name: &str| fixtures.iter().any(|fixture| fixture.request.operation == name);
    let operations: Vec<_> = descriptor
        .operations
        .iter()
        .filter(|operation| !covered(&operation.name))
        .map(|operation| operation.name.clone())
        .collect();
    if operations.is_empty() {
        Ok(())
    } else {
        Err(FixtureError::Uncovered { module: descriptor.id.clone(), operations })
    }
}
