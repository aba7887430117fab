use std::ffi::OsStr;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use crate::file::{self, unreadable};
use crate::{LoaderError, Source};

/// The file in a folder of modules that says more of them than they say themselves.
pub const CATALOG_FILE: &str = "parsify-catalog.json";
/// The most a catalog beside modules may have: 64 MiB.
pub const MAX_CATALOG_BYTES: u64 = 64 << 20;

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
        self.expect_folder()?;
        let unreadable = |error| unreadable(&self.path, error);
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

    /// The text of the [`CATALOG_FILE`] in the folder, `None` when there is none. What it says is the business of whoever
    /// asks for it.
    ///
    /// # Errors
    ///
    /// As [`list`](Self::list); the file cannot be read, is no text, or has more than [`MAX_CATALOG_BYTES`].
    ///
    /// ```
    /// # let folder = tempfile::tempdir()?;
    /// let folder = parsify_loader::Folder::new(folder.path());
    /// assert_eq!(folder.catalog_text()?, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn catalog_text(&self) -> Result<Option<String>, LoaderError> {
        self.expect_folder()?;
        let path = self.path.join(CATALOG_FILE);
        let bytes = match file::read(&path, MAX_CATALOG_BYTES) {
            Ok(bytes) => bytes,
            Err(LoaderError::Missing { .. }) => return Ok(None),
            Err(LoaderError::TooLarge { limit, .. }) => return Err(LoaderError::CatalogTooLarge { path, limit }),
            Err(error) => return Err(error),
        };
        String::from_utf8(bytes).map(Some).map_err(|_| LoaderError::NotText { path })
    }

    fn expect_folder(&self) -> Result<(), LoaderError> {
        let metadata = fs::metadata(&self.path).map_err(|error| unreadable(&self.path, error))?;
        if metadata.is_dir() { Ok(()) } else { Err(LoaderError::NotAFolder { path: self.path.clone() }) }
    }
}

fn is_module(entry: &DirEntry) -> bool {
    let path = entry.path();
    let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
    !hidden && path.extension() == Some(OsStr::new("wasm")) && !path.is_dir()
}
