use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fmt::Write as _;

use crate::CacheError;
use crate::envelope::MAX_ENGINE_BYTES;

/// Names of entries end so; the number is the version of the envelope.
const EXTENSION: &str = ".artifact1";

/// What an entry was made from, and by which engine.
///
/// ```
/// use parsify_cache::EntryKey;
///
/// let key = EntryKey::new([0xab; 32], "wasmtime 48.0.8, x86_64-unknown-linux-gnu, 51e0c1a9d2b35f40")?;
/// assert!(key.to_string().starts_with("abab"));
/// # Ok::<(), parsify_cache::CacheError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EntryKey {
    source: [u8; 32],
    engine: String,
}

impl EntryKey {
    /// A key from the sha256 of the source and the name of the engine.
    ///
    /// The engine's name must differ whenever an artifact of one engine cannot be loaded by the other: put its version,
    /// its target and a hash of its settings into it. It is compared byte for byte and never interpreted.
    ///
    /// # Errors
    ///
    /// [`CacheError::Engine`] when the name is empty, longer than 255 bytes, or not printable ASCII.
    pub fn new(source: [u8; 32], engine: impl Into<String>) -> Result<Self, CacheError> {
        let engine = engine.into();
        if engine_is_fit(engine.as_bytes()) { Ok(Self { source, engine }) } else { Err(CacheError::Engine) }
    }

    /// The sha256 of the source.
    #[must_use]
    pub fn source(&self) -> &[u8; 32] {
        &self.source
    }

    /// The name of the engine.
    #[must_use]
    pub fn engine(&self) -> &str {
        &self.engine
    }

    /// Made of digests only, so that no text from outside becomes a file name.
    pub(crate) fn file_name(&self) -> OsString {
        OsString::from(format!("{self}{EXTENSION}"))
    }

    pub(crate) fn lock_name(&self) -> OsString {
        OsString::from(format!("{self}.lock"))
    }
}

impl fmt::Display for EntryKey {
    /// The digest of the source and a short hash of the engine, both in hex.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.source))?;
        f.write_char('-')?;
        f.write_str(&hex(&blake3::hash(self.engine.as_bytes()).as_bytes()[..8]))
    }
}

impl fmt::Debug for EntryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EntryKey({self}, {:?})", self.engine)
    }
}

pub(crate) fn engine_is_fit(name: &[u8]) -> bool {
    (1..=MAX_ENGINE_BYTES).contains(&name.len()) && name.iter().all(|byte| (0x20..0x7f).contains(byte))
}

/// Whether a file of this name can be an entry of this version.
pub(crate) fn is_entry_name(name: &OsStr) -> bool {
    let Some(stem) = name.to_str().and_then(|name| name.strip_suffix(EXTENSION)) else { return false };
    let is_hex =
        |text: &str, digits| text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    stem.split_once('-').is_some_and(|(source, engine)| is_hex(source, 64) && is_hex(engine, 16))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
        text.extend([digit(byte >> 4), digit(byte & 15)]);
        text
    })
}
