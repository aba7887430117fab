use std::sync::Arc;

use parsify_interface::Digest;
use sha2::{Digest as _, Sha256};

use crate::artifact::SharedBytes;
use crate::form::{Form, form};
use crate::{Artifact, LoaderError, Provenance, Source, file};

/// The size an artifact may have when nothing else is said: 64 MiB.
pub const DEFAULT_MAX_BYTES: u64 = 64 << 20;

/// Turns sources into artifacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loader {
    max_bytes: u64,
}

impl Default for Loader {
    fn default() -> Self {
        Self { max_bytes: DEFAULT_MAX_BYTES }
    }
}

impl Loader {
    /// A loader with the default limit.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how many bytes an artifact may have. Default [`DEFAULT_MAX_BYTES`]. Of a larger file, no more than this and
    /// one byte is read.
    #[must_use]
    pub const fn with_max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// Fetches the bytes of `source` and checks their size and header.
    ///
    /// Blocks while a file is read. Costs one pass over the bytes for the digest; bytes in memory are not copied.
    ///
    /// # Errors
    ///
    /// The source cannot be read, is too large, or is no WebAssembly component.
    pub fn load(&self, source: &Source) -> Result<Artifact, LoaderError> {
        self.verify(source, None)
    }

    /// The same, and the bytes must have this digest.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load), and [`LoaderError::Digest`], which comes before anything else is said about the bytes:
    /// what they look like does not matter when they are the wrong ones.
    pub fn load_expecting(&self, source: &Source, expected: &Digest) -> Result<Artifact, LoaderError> {
        self.verify(source, Some(*expected))
    }

    fn verify(&self, source: &Source, expected: Option<Digest>) -> Result<Artifact, LoaderError> {
        inspect(self.fetch(source)?, source.provenance(), expected)
    }

    fn fetch(&self, source: &Source) -> Result<SharedBytes, LoaderError> {
        let bytes = match source {
            Source::Embedded { bytes, .. } => SharedBytes::Static(bytes),
            Source::Bytes { bytes, .. } => SharedBytes::Shared(Arc::clone(bytes)),
            Source::File(path) => SharedBytes::Shared(Arc::new(file::read(path, self.max_bytes)?)),
        };
        if bytes.len() as u64 > self.max_bytes {
            return Err(LoaderError::TooLarge { origin: source.provenance(), limit: self.max_bytes });
        }
        Ok(bytes)
    }
}

/// Makes bytes an artifact, if they are the right ones and begin as a component does.
pub(crate) fn inspect(
    bytes: SharedBytes,
    origin: Provenance,
    expected: Option<Digest>,
) -> Result<Artifact, LoaderError> {
    let actual = Digest::new(Sha256::digest(&*bytes).into());
    if let Some(expected) = expected.filter(|expected| *expected != actual) {
        return Err(LoaderError::Digest { origin, expected, actual });
    }
    match form(&bytes) {
        Form::Component => Ok(Artifact::new(bytes, actual, origin)),
        Form::CoreModule => Err(LoaderError::CoreModule { origin }),
        Form::OtherVersion { version, layer } => Err(LoaderError::OtherVersion { origin, version, layer }),
        Form::Empty => Err(LoaderError::Empty { origin }),
        Form::Foreign(found) => Err(LoaderError::NotWasm { origin, found }),
    }
}
