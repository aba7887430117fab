use std::ffi::OsStr;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use crate::file::unreadable;
use crate::{LoaderError, Source};

/// A folder with modules: every `*.wasm` directly inside.
///
/// A listing gives sources, and each is loaded on its own, so that a bad file never hides the good ones:
///
/// ```no_run
/// use parsify_loader::{Folder, Loader};
///
/// let loader = Loader::new();
/// for source in Folder::new("modules").list()? {
///     match loader.load(&source) {
///         Ok(artifact) => println!("{}", artifact.digest()),
///         Err(error) => eprintln!("{error}"),
///     }
/// }
/// # Ok::<(), parsify_loader::LoaderError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at `path`. Nothing is read yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A source for every `*.wasm` directly inside, sorted by name. Hidden files and subfolders are left out; links are
    /// followed; what cannot be read is listed all the same, and says so when it is loaded.
    ///
    /// Blocks for one reading of the folder and one look at each entry.
    ///
    /// # Errors
    ///
    /// The folder does not exist, is no folder, or cannot be read.
    pub fn list(&self) -> Result<Vec<Source>, LoaderError> {
        let unreadable = |error| unreadable(&self.path, error);
        if !fs::metadata(&self.path).map_err(unreadable)?.is_dir() {
            return Err(LoaderError::NotAFolder { path: self.path.clone() });
        }
        let mut paths = Vec::new();
        for entry in fs::read_dir(&self.path).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            if is_module(&entry) {
                paths.push(entry.path());
            }
        }
        paths.sort();
        Ok(paths.into_iter().map(Source::File).collect())
    }
}

fn is_module(entry: &DirEntry) -> bool {
    let path = entry.path();
    let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
    !hidden && path.extension() == Some(OsStr::new("wasm")) && !path.is_dir()
}
