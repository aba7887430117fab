//! The form of an entry: a page of header, the payload, the metadata, and a MAC over all of it. Pure: no files.
//!
//! Numbers are little-endian.
//!
//! | offset | bytes | what |
//! |---|---|---|
//! | 0 | 8 | magic: `PARSIFYC` |
//! | 8 | 4 | version of this format: 1 |
//! | 12 | 4 | length of the engine's name, 1 to 255 |
//! | 16 | 32 | sha256 of the source |
//! | 48 | 8 | length of the payload |
//! | 56 | 8 | length of the metadata, at most 4 MiB |
//! | 64 | 256 | the engine's name in printable ASCII, then zeros |
//! | 320 | 3776 | zeros |
//! | 4096 | payload | the payload, from the start of a page |
//! | | metadata | the metadata |
//! | | 32 | MAC: BLAKE3, keyed, of everything before it |
//!
//! The payload comes first and begins at a page, so that a reader can put it at a page of memory without a copy.
//!
//! Keyed BLAKE3 is made to be a MAC by itself (the crate's `keyed_hash`; draft-aumasson-blake3-00), so no HMAC is wrapped
//! around it. The key of the MAC is derived from the bytes in the key file, with a context of its own: the file may serve
//! other purposes later, and no two purposes share a key.
//!
//! ```
//! use parsify_cache::EntryKey;
//! use parsify_cache::envelope::{MacKey, open, seal};
//!
//! let mac = MacKey::derive(&[1; 32]);
//! let key = EntryKey::new([7; 32], "wasmtime 48.0.8")?;
//! let sealed = seal(&mac, &key, b"about it", b"code");
//! assert_eq!(&sealed[open(&mac, &sealed)?.payload()], b"code");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;
use std::ops::Range;

use crate::entry_key::engine_is_fit;
use crate::{BadReason, EntryKey};

const MAGIC: &[u8; 8] = b"PARSIFYC";
const VERSION: u32 = 1;
const ENGINE_AT: usize = 64;
pub(crate) const MAX_ENGINE_BYTES: usize = 255;

/// Where the payload begins.
pub const HEADER_BYTES: usize = 4096;

/// The length of the MAC at the end.
pub const MAC_BYTES: usize = 32;

/// How many bytes of metadata an entry may have: 4 MiB.
pub const MAX_METADATA_BYTES: usize = 4 << 20;

/// The key of the MAC. `Debug` does not show it.
#[derive(Clone)]
pub struct MacKey([u8; 32]);

impl MacKey {
    /// The key for envelopes that follows from the bytes of a key file.
    #[must_use]
    pub fn derive(secret: &[u8; 32]) -> Self {
        Self(blake3::derive_key("parsify-cache 2026-11-22 MAC of an artifact envelope, version 1", secret))
    }

    fn mac(&self, parts: &[&[u8]]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        for part in parts {
            hasher.update(part);
        }
        hasher.finalize()
    }
}

impl fmt::Debug for MacKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MacKey(..)")
    }
}

/// Where the parts of an opened envelope lie, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    key: EntryKey,
    payload: Range<usize>,
    metadata: Range<usize>,
}

impl Opened {
    /// What the entry was sealed for.
    #[must_use]
    pub fn key(&self) -> &EntryKey {
        &self.key
    }

    /// Where the payload lies in the bytes that were opened.
    #[must_use]
    pub fn payload(&self) -> Range<usize> {
        self.payload.clone()
    }

    /// Where the metadata lies in the bytes that were opened.
    #[must_use]
    pub fn metadata(&self) -> Range<usize> {
        self.metadata.clone()
    }
}

/// How many bytes an entry with these parts has.
#[must_use]
pub const fn sealed_bytes(metadata: usize, payload: usize) -> u64 {
    (HEADER_BYTES + MAC_BYTES) as u64 + metadata as u64 + payload as u64
}

/// The parts of an envelope in the order in which they stand in it, without a copy of the large ones.
pub(crate) struct Parts<'a> {
    header: Vec<u8>,
    payload: &'a [u8],
    metadata: &'a [u8],
    mac: blake3::Hash,
}

impl<'a> Parts<'a> {
    pub(crate) fn new(mac: &MacKey, key: &EntryKey, metadata: &'a [u8], payload: &'a [u8]) -> Self {
        let header = header(key, metadata.len(), payload.len());
        let mac = mac.mac(&[&header, payload, metadata]);
        Self { header, payload, metadata, mac }
    }

    pub(crate) fn in_order(&self) -> [&[u8]; 4] {
        [&self.header, self.payload, self.metadata, self.mac.as_bytes()]
    }
}

/// An envelope around metadata and payload, in one piece.
#[must_use]
pub fn seal(mac: &MacKey, key: &EntryKey, metadata: &[u8], payload: &[u8]) -> Vec<u8> {
    Parts::new(mac, key, metadata, payload).in_order().concat()
}

/// Checks the MAC, and then what the header says.
///
/// Nothing in the bytes is believed before the MAC is right. Costs one pass over the bytes.
///
/// # Errors
///
/// [`BadReason::TooShort`], [`BadReason::Mac`], or [`BadReason::Header`] when a holder of the key sealed something else
/// than this version of the format.
pub fn open(mac: &MacKey, bytes: &[u8]) -> Result<Opened, BadReason> {
    if bytes.len() < HEADER_BYTES + MAC_BYTES {
        return Err(BadReason::TooShort);
    }
    let (sealed, given) = bytes.split_last_chunk::<MAC_BYTES>().ok_or(BadReason::TooShort)?;
    // This comparison takes the same time wherever the first difference is.
    if mac.mac(&[sealed]) != *given {
        return Err(BadReason::Mac);
    }
    parse(sealed).ok_or(BadReason::Header)
}

fn header(key: &EntryKey, metadata: usize, payload: usize) -> Vec<u8> {
    let engine = key.engine().as_bytes();
    let mut header = Vec::with_capacity(HEADER_BYTES);
    header.extend_from_slice(MAGIC);
    header.extend_from_slice(&VERSION.to_le_bytes());
    header.extend_from_slice(&(engine.len() as u32).to_le_bytes());
    header.extend_from_slice(key.source());
    header.extend_from_slice(&(payload as u64).to_le_bytes());
    header.extend_from_slice(&(metadata as u64).to_le_bytes());
    header.extend_from_slice(engine);
    header.resize(HEADER_BYTES, 0);
    header
}

/// `sealed` is everything but the MAC.
fn parse(sealed: &[u8]) -> Option<Opened> {
    let (header, body) = sealed.split_at_checked(HEADER_BYTES)?;
    let (magic, rest) = header.split_first_chunk::<8>()?;
    let (version, rest) = rest.split_first_chunk::<4>()?;
    let (engine_length, rest) = rest.split_first_chunk::<4>()?;
    let (source, rest) = rest.split_first_chunk::<32>()?;
    let (payload, rest) = rest.split_first_chunk::<8>()?;
    let (metadata, _) = rest.split_first_chunk::<8>()?;
    let payload = usize::try_from(u64::from_le_bytes(*payload)).ok()?;
    let metadata = usize::try_from(u64::from_le_bytes(*metadata)).ok()?;
    let fits = magic == MAGIC
        && u32::from_le_bytes(*version) == VERSION
        && metadata <= MAX_METADATA_BYTES
        && payload.checked_add(metadata)? == body.len();
    let engine_length = usize::try_from(u32::from_le_bytes(*engine_length)).ok()?;
    let (engine, padding) = header.get(ENGINE_AT..)?.split_at_checked(engine_length)?;
    if !fits || !engine_is_fit(engine) || padding.iter().any(|byte| *byte != 0) {
        return None;
    }
    let key = EntryKey::new(*source, std::str::from_utf8(engine).ok()?).ok()?;
    let payload_end = HEADER_BYTES.checked_add(payload)?;
    Some(Opened { key, payload: HEADER_BYTES..payload_end, metadata: payload_end..sealed.len() })
}
