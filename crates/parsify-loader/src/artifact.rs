use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use parsify_interface::Digest;

use crate::Provenance;

/// Verified module bytes: they carry a component's header, and this is their digest.
///
/// Only a [`Loader`](crate::Loader) makes one. Cheap to clone: the bytes are shared.
#[derive(Clone)]
pub struct Artifact {
    bytes: SharedBytes,
    digest: Digest,
    provenance: Provenance,
}

#[derive(Clone)]
pub(crate) enum SharedBytes {
    Static(&'static [u8]),
    Shared(Arc<Vec<u8>>),
}

impl Deref for SharedBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

impl Artifact {
    pub(crate) fn new(bytes: SharedBytes, digest: Digest, provenance: Provenance) -> Self {
        Self { bytes, digest, provenance }
    }

    /// The component.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The sha256 of the bytes.
    #[must_use]
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// Where the bytes came from.
    #[must_use]
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }
}

impl fmt::Debug for Artifact {
    /// The size in place of the bytes: modules are large.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Artifact")
            .field("bytes", &self.bytes.len())
            .field("digest", &self.digest)
            .field("provenance", &self.provenance)
            .finish()
    }
}
