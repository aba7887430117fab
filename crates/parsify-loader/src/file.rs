use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

use crate::nearest::nearest_names;
use crate::{LoaderError, Provenance};

/// The bytes of a regular file, at most `limit` of them.
pub(crate) fn read(path: &Path, limit: u64) -> Result<Vec<u8>, LoaderError> {
    let unreadable = |error| unreadable(path, error);
    // Before opening, because opening a pipe waits for a writer; after opening, because the path may lead elsewhere by
    // then.
    expect_file(path, &fs::metadata(path).map_err(unreadable)?)?;
    let file = File::open(path).map_err(unreadable)?;
    expect_file(path, &file.metadata().map_err(unreadable)?)?;
    // The length in the metadata may be wrong or change; only what is read counts.
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(LoaderError::TooLarge { origin: Provenance::File(path.to_owned()), limit });
    }
    Ok(bytes)
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
