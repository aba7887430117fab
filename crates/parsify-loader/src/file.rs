use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

use crate::nearest::nearest_names;
use crate::{LoaderError, Provenance};

/// The bytes of a regular file, at most `limit` of them.
pub(crate) fn read(path: &Path, limit: u64) -> Result<Vec<u8>, LoaderError> {
    let unreadable = |error| unreadable(path, error);
    // Before opening, because to open a device may do something; after opening, because the path may lead elsewhere by then.
    expect_file(path, &fs::metadata(path).map_err(unreadable)?)?;
    let file = open(path).map_err(unreadable)?;
    expect_file(path, &file.metadata().map_err(unreadable)?)?;
    // The length in the metadata may be wrong or change; only what is read counts.
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(LoaderError::TooLarge { origin: Provenance::File(path.to_owned()), limit });
    }
    Ok(bytes)
}

/// Opens a file to read it, without waiting: a pipe would wait for a writer.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};

    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// What an error of the operating system means for `path`.
pub(crate) fn unreadable(path: &Path, source: io::Error) -> LoaderError {
    let path = path.to_owned();
    match source.kind() {
        // A file in the middle of the path means that the rest of it does not exist.
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            LoaderError::Missing { nearest: nearest_names(&path), path }
        }
        _ => LoaderError::Read { path, source },
    }
}

fn expect_file(path: &Path, metadata: &Metadata) -> Result<(), LoaderError> {
    if metadata.is_file() {
        return Ok(());
    }
    let path = path.to_owned();
    Err(if metadata.is_dir() { LoaderError::IsFolder { path } } else { LoaderError::NotRegular { path } })
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;

    use super::*;

    /// As if it had taken the place of a file after the first look.
    #[test]
    fn a_pipe_is_opened_without_waiting_and_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        let metadata = open(&path).unwrap().metadata().unwrap();
        assert!(matches!(expect_file(&path, &metadata), Err(LoaderError::NotRegular { .. })));
    }
}
