#![expect(unsafe_code, reason = "machine code can only be taken on trust; here it was authenticated first")]
//! Machine code that an earlier process compiled.

use std::time::Duration;

use parsify_cache::{DiskCache, Entry, EntryKey, Lookup};
use parsify_interface::{Descriptor, Digest, serde_json};
use wasmtime::Engine;
use wasmtime::component::Component;

use crate::compile::compatibility;
use crate::compiler::Facts;

/// The version of the engine, for people who look at an entry; what decides is the hash of everything that matters.
/// A test compares it with the lock file.
pub const WASMTIME_VERSION: &str = "48.0.8";

/// The cache with the name that this engine has in it.
#[derive(Clone, Debug)]
pub(crate) struct Disk {
    cache: DiskCache,
    engine: String,
}

/// A component as it was when it was put. Beside the machine code stands a line with the facts, then the descriptor as the
/// module gave it.
pub(crate) struct Kept {
    pub(crate) component: Component,
    pub(crate) descriptor: String,
    pub(crate) facts: Facts,
}

impl Disk {
    pub(crate) fn new(cache: DiskCache, engine: &Engine) -> Self {
        let (arch, os) = (std::env::consts::ARCH, std::env::consts::OS);
        let engine = format!("wasmtime {WASMTIME_VERSION}, {arch}-{os}, {:016x}", compatibility(engine));
        Self { cache, engine }
    }

    fn key(&self, digest: &Digest) -> Option<EntryKey> {
        EntryKey::new(*digest.as_bytes(), self.engine.as_str()).ok()
    }

    /// Blocks the thread while it reads. Whatever is wrong with an entry, it is the same as none: the cache has set it aside.
    pub(crate) fn get(&self, engine: &Engine, digest: &Digest) -> Option<Kept> {
        match self.cache.get(&self.key(digest)?) {
            Lookup::Hit(entry) => revive(engine, &entry),
            Lookup::Bad(reason) => {
                tracing::warn!(%digest, ?reason, "an entry of the artifact cache was bad and is set aside");
                None
            }
            Lookup::Failed(error) => {
                tracing::warn!(%digest, %error, "the artifact cache cannot be read");
                None
            }
            _ => None,
        }
    }

    /// Keeps a component. Blocks the thread until it is on the disk. That it cannot be kept is no reason for anything to
    /// fail.
    pub(crate) fn put(&self, digest: &Digest, kept: &Kept) {
        let facts = serde_json::to_string(&kept.facts).unwrap_or_default();
        let metadata = format!("{facts}\n{}", kept.descriptor);
        let (Some(key), Ok(code)) = (self.key(digest), kept.component.serialize()) else { return };
        if let Err(error) = self.cache.put(&key, metadata.as_bytes(), &code) {
            tracing::warn!(%digest, %error, "a compiled module is not kept on disk");
        }
    }

    /// Waits for whoever compiles the same component, in this process or another, but not for ever. Blocks the thread.
    pub(crate) fn lock(&self, digest: &Digest, wait: Duration) -> Option<parsify_cache::CompileLock> {
        self.cache.compile_lock(&self.key(digest)?, wait)
    }
}

fn revive(engine: &Engine, entry: &Entry) -> Option<Kept> {
    let (facts, descriptor) = split(entry.metadata())?;
    // SAFETY: `deserialize` is sound for bytes that an engine of the same version and configuration serialised and nobody
    // changed. `Entry` is only made by `DiskCache::get`, after the MAC over the whole entry, with a key that only this user
    // can read, was checked on the very buffer that `payload` is a slice of; the buffer is private to this process and has
    // no mutable access. Entries are only made by `put` above, from a component of this engine: the key, which is under the
    // MAC too and was compared, names the version and the target and holds the engine's compatibility hash, which covers the configuration.
    // That the processor has what the code uses is checked by `deserialize` itself.
    let component = unsafe { Component::deserialize(engine, entry.payload()) };
    match component {
        Ok(component) => Some(Kept { component, descriptor: descriptor.to_owned(), facts }),
        Err(error) => {
            tracing::warn!(%error, "machine code of the artifact cache does not load");
            None
        }
    }
}

fn split(metadata: &[u8]) -> Option<(Facts, &str)> {
    let (facts, descriptor) = std::str::from_utf8(metadata).ok()?.split_once('\n')?;
    Some((serde_json::from_str(facts).ok()?, descriptor))
}

/// What a cache's entry is of, from its metadata: for people who look into a cache.
#[must_use]
pub fn cached_module(metadata: &[u8]) -> Option<Descriptor> {
    Descriptor::parse(split(metadata)?.1).ok()
}
