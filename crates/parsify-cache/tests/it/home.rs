//! A folder for one test, and entries whose right content is known.

use std::fs;
use std::path::{Path, PathBuf};

use parsify_cache::{CacheConfig, DiskCache, Entry, EntryKey, Lookup};
use tempfile::TempDir;

pub(crate) const ENGINE: &str = "wasmtime 48.0.8, x86_64-unknown-linux-gnu, 51e0c1a9d2b35f40";

pub(crate) struct Home {
    folder: TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// In memory where the system offers that: for tests that wait for the disk thousands of times.
    pub(crate) fn in_memory() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        Self { folder: folder.unwrap() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn cache_path(&self) -> PathBuf {
        self.path().join("compiled")
    }

    pub(crate) fn config(&self) -> CacheConfig {
        CacheConfig::at(self.cache_path())
    }

    pub(crate) fn open(&self) -> DiskCache {
        DiskCache::open(self.config()).unwrap()
    }

    pub(crate) fn entry_path(&self, key: &EntryKey) -> PathBuf {
        self.cache_path().join("entries").join(format!("{key}.artifact1"))
    }

    pub(crate) fn files_in(&self, folder: &str) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(self.cache_path().join(folder)) else { return Vec::new() };
        entries.map(|entry| entry.unwrap().path()).collect()
    }
}

/// The user the tests run as.
pub(crate) fn this_user() -> u32 {
    rustix::process::geteuid().as_raw()
}

pub(crate) fn key(number: u64) -> EntryKey {
    let mut source = [0; 32];
    source[..8].copy_from_slice(&number.to_le_bytes());
    EntryKey::new(source, ENGINE).unwrap()
}

/// What an entry of this number holds: bytes that no other has.
pub(crate) fn payload(number: u64, length: usize) -> Vec<u8> {
    let mut random = Random(number);
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        bytes.extend(random.next().to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

pub(crate) fn metadata(number: u64) -> Vec<u8> {
    format!("{{\"id\":\"module-{number}\"}}").into_bytes()
}

pub(crate) fn put(cache: &DiskCache, number: u64, length: usize) {
    cache.put(&key(number), &metadata(number), &payload(number, length)).unwrap();
}

#[track_caller]
pub(crate) fn hit(cache: &DiskCache, key: &EntryKey) -> Entry {
    match cache.get(key) {
        Lookup::Hit(entry) => entry,
        other => panic!("a hit was expected, not {other:?}"),
    }
}

#[track_caller]
pub(crate) fn check_hit(cache: &DiskCache, number: u64, length: usize) {
    let entry = hit(cache, &key(number));
    assert!(entry.payload() == payload(number, length), "the payload of {number} is another one");
    assert_eq!(entry.metadata(), metadata(number));
}

/// splitmix64: the same numbers for the same seed, everywhere.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }
}

/// How often to repeat something; the variable makes long runs possible.
pub(crate) fn rounds(variable: &str, default: u64) -> u64 {
    std::env::var(variable).map_or(default, |text| text.parse().expect("a number of rounds"))
}
