use parsify_error::{ErrorKind, Failure, code};

use crate::{Place, Registry, RegistryError};

/// How much of a written catalog is read.
///
/// ```
/// let limits = parsify_registry::CatalogLimits::default();
/// assert_eq!((limits.text, limits.entry), (64 << 20, 4 << 20));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CatalogLimits {
    /// The longest text, in bytes. 64 MiB by default.
    pub text: usize,
    /// The longest entry, in bytes: a descriptor and what stands beside it. 4 MiB by default, as much as a module may say
    /// of itself.
    pub entry: usize,
}

impl Default for CatalogLimits {
    fn default() -> Self {
        Self { text: 64 << 20, entry: 4 << 20 }
    }
}

impl CatalogLimits {
    /// Sets the longest text, in bytes.
    #[must_use]
    pub fn with_text(mut self, bytes: usize) -> Self {
        self.text = bytes;
        self
    }

    /// Sets the longest entry, in bytes.
    #[must_use]
    pub fn with_entry(mut self, bytes: usize) -> Self {
        self.entry = bytes;
        self
    }
}

/// Why a text is no catalog that can be read.
///
/// [`Failure`] is made from it with kind, code, details and hints.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// The text is too large.
    #[error("the catalog has {bytes} bytes, {limit} are read")]
    TooLarge {
        /// Its bytes.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// The text is no JSON, is cut off, or lacks what every catalog has.
    #[error("{place}: {problem}")]
    Syntax {
        /// Where.
        place: Place,
        /// What is wrong.
        problem: String,
    },
    /// The text is something else than a catalog.
    #[error("this is no catalog: its schema is `{}`, not `{}`", found.escape_debug(), Registry::CATALOG_SCHEMA)]
    OtherSchema {
        /// What it says it is, cut after 80 characters.
        found: String,
    },
    /// The form is one that is not known.
    #[error("the catalog is of version {found}, this Parsify reads version {}", Registry::CATALOG_VERSION)]
    OtherVersion {
        /// The version.
        found: u64,
    },
    /// An entry is too large.
    #[error("{place}: entry {index} has {bytes} bytes, {limit} are read")]
    EntryTooLarge {
        /// Which entry, from 0.
        index: usize,
        /// Where it begins.
        place: Place,
        /// Its bytes.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// An entry is not of the form of an entry.
    #[error("{place}, in entry {index}: {problem}")]
    Entry {
        /// Which entry, from 0.
        index: usize,
        /// Where it is wrong.
        place: Place,
        /// What is wrong.
        problem: String,
    },
    /// The catalog does not take an entry.
    #[error("{place}: entry {index} is refused")]
    Refused {
        /// Which entry, from 0.
        index: usize,
        /// Where it begins.
        place: Place,
        /// Why.
        #[source]
        source: Box<RegistryError>,
    },
}

impl CatalogError {
    fn place(&self) -> Option<(Place, Option<usize>)> {
        match self {
            Self::Syntax { place, .. } => Some((*place, None)),
            Self::EntryTooLarge { place, index, .. }
            | Self::Entry { place, index, .. }
            | Self::Refused { place, index, .. } => Some((*place, Some(*index))),
            Self::TooLarge { .. } | Self::OtherSchema { .. } | Self::OtherVersion { .. } => None,
        }
    }
}

impl From<CatalogError> for Failure {
    fn from(error: CatalogError) -> Self {
        let message = format!("the catalog cannot be read: {error}");
        let (kind, code, hint) = match &error {
            CatalogError::TooLarge { .. } | CatalogError::EntryTooLarge { .. } => {
                (ErrorKind::Input, code::REGISTRY_TOO_LARGE, "allow more bytes, if you trust where it comes from")
            }
            CatalogError::OtherVersion { .. } => {
                let hint = "read it with the Parsify that wrote it, or export it anew";
                (ErrorKind::Compatibility, code::REGISTRY_CATALOG_VERSION, hint)
            }
            _ => (
                ErrorKind::Input,
                code::REGISTRY_CATALOG,
                "export it anew; it is not repaired, and nothing of it is used",
            ),
        };
        let mut failure = Self::new(kind, code, message).with_hint(hint);
        if let Some((place, index)) = error.place() {
            failure = failure.with_detail("line", place.line).with_detail("column", place.column);
            if let Some(index) = index {
                failure = failure.with_detail("entry", index);
            }
        }
        match error {
            CatalogError::Refused { source, .. } => {
                let inner = Self::from(*source);
                inner.hints().iter().cloned().fold(failure, Self::with_hint).with_source(inner)
            }
            _ => failure,
        }
    }
}
