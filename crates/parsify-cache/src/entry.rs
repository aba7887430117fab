use std::fmt;
use std::ops::Range;

use crate::envelope::Opened;
use crate::{BadReason, CacheError};

/// What a look-up found.
#[derive(Debug)]
#[must_use]
pub enum Lookup {
    /// The entry, verified.
    Hit(Entry),
    /// There is none.
    Miss,
    /// There was one, and it must not be used. It was set aside; make it anew.
    Bad(BadReason),
    /// The disk did not answer. The entry, if there is one, was left alone.
    Failed(CacheError),
}

/// An entry whose MAC was checked on this very buffer.
pub struct Entry {
    buffer: Vec<u8>,
    opened: Opened,
}

impl Entry {
    pub(crate) fn new(buffer: Vec<u8>, opened: Opened) -> Self {
        Self { buffer, opened }
    }

    /// The payload.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.buffer[self.opened.payload()]
    }

    /// The metadata.
    #[must_use]
    pub fn metadata(&self) -> &[u8] {
        &self.buffer[self.opened.metadata()]
    }

    /// The buffer, and where payload and metadata lie in it.
    #[must_use]
    pub fn into_parts(self) -> (Vec<u8>, Range<usize>, Range<usize>) {
        let (payload, metadata) = (self.opened.payload(), self.opened.metadata());
        (self.buffer, payload, metadata)
    }
}

impl fmt::Debug for Entry {
    /// Sizes in place of bytes: artifacts are large.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("key", self.opened.key())
            .field("payload", &self.payload().len())
            .field("metadata", &self.metadata().len())
            .finish()
    }
}
