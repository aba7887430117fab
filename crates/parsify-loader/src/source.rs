use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::Provenance;

/// Where a module's bytes are. Cheap to clone; nothing is read until a [`Loader`](crate::Loader) does.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// Bytes built into the program. Never copied.
    Embedded {
        /// What they are called in messages.
        name: &'static str,
        /// The component.
        bytes: &'static [u8],
    },
    /// Bytes in memory.
    Bytes {
        /// What they are called in messages.
        name: String,
        /// The component.
        bytes: Arc<Vec<u8>>,
    },
    /// A file. Symbolic links are followed.
    File(PathBuf),
}

impl Source {
    /// Bytes built into the program.
    #[must_use]
    pub const fn embedded(name: &'static str, bytes: &'static [u8]) -> Self {
        Self::Embedded { name, bytes }
    }

    /// Bytes in memory. A vector is taken over without a copy.
    pub fn bytes(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self::Bytes { name: name.into(), bytes: Arc::new(bytes.into()) }
    }

    /// A file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::File(path.into())
    }

    /// What an artifact of this source will say of its origin.
    #[must_use]
    pub fn provenance(&self) -> Provenance {
        match self {
            Self::Embedded { name, .. } => Provenance::Embedded(name),
            Self::Bytes { name, .. } => Provenance::Memory(name.clone()),
            Self::File(path) => Provenance::File(path.clone()),
        }
    }
}

impl From<&Path> for Source {
    fn from(path: &Path) -> Self {
        Self::file(path)
    }
}

impl From<PathBuf> for Source {
    fn from(path: PathBuf) -> Self {
        Self::File(path)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.provenance().fmt(f)
    }
}

impl fmt::Debug for Source {
    /// Sizes in place of bytes: modules are large.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Embedded { name, bytes } => write!(f, "Embedded({name:?}, {} bytes)", bytes.len()),
            Self::Bytes { name, bytes } => write!(f, "Bytes({name:?}, {} bytes)", bytes.len()),
            Self::File(path) => write!(f, "File({path:?})"),
        }
    }
}
