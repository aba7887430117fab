use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::disk::{Disk, Place};
use crate::entry::{Entry, Lookup};
use crate::envelope::MacKey;
use crate::file_system::{FileSystem, Local};
use crate::lock::{self, CompileLock};
use crate::read::{Outcome, read};
use crate::stats::{CacheStats, Counters};
use crate::survey::{self, Cleaned, EntryReport};
use crate::{BadReason, CacheConfig, CacheError, EntryKey, eviction, quarantine, secret, stamp, temporary, write};

/// A cache in a folder. Cheap to clone; clones share the folder's handle, the key and the counters.
///
/// All methods block on the disk. An open cache holds one file descriptor; a look-up needs up to three more for its time.
#[derive(Clone)]
pub struct DiskCache {
    disk: Arc<Disk>,
    shared: Arc<Shared>,
}

struct Shared {
    config: CacheConfig,
    mac: MacKey,
    counters: Counters,
}

impl DiskCache {
    /// Opens the cache, after making its folder and key if they are not there, and sweeps temporary files of killed
    /// processes.
    ///
    /// On a read-only disk this works if folder and key are there; the cache then answers look-ups.
    ///
    /// # Errors
    ///
    /// The folder or the key is not safe to use, or the disk refuses.
    pub fn open(config: CacheConfig) -> Result<Self, CacheError> {
        Self::open_on(config, Arc::new(Local))
    }

    pub(crate) fn open_on(config: CacheConfig, fs: Arc<dyn FileSystem>) -> Result<Self, CacheError> {
        let disk = Disk::open(fs, config.folder())?;
        let mac = secret::load_or_make(&*disk.fs, &config.key_file())?;
        let shared = Shared { config, mac, counters: Counters::default() };
        let cache = Self { disk: Arc::new(disk), shared: Arc::new(shared) };
        cache.sweep();
        Ok(cache)
    }

    /// How the cache was set up.
    #[must_use]
    pub fn config(&self) -> &CacheConfig {
        &self.shared.config
    }

    /// Looks an entry up: reads it whole, and verifies what was read.
    ///
    /// A bad entry is moved to the quarantine, or removed if that fails. Costs two passes over the entry and as much
    /// memory as it has bytes.
    pub fn get(&self, key: &EntryKey) -> Lookup {
        let lookup = self.look_up(key);
        let counters = &self.shared.counters;
        match &lookup {
            Lookup::Hit(_) => counters.hits.add(1),
            Lookup::Miss => counters.misses.add(1),
            Lookup::Bad(reason) => counters.bad(*reason).add(1),
            Lookup::Failed(_) => counters.read_failures.add(1),
        }
        lookup
    }

    fn look_up(&self, key: &EntryKey) -> Lookup {
        let entries = match self.disk.existing(Place::Entries) {
            Ok(Some(entries)) => entries,
            Ok(None) => return Lookup::Miss,
            Err(error) => return Lookup::Failed(error),
        };
        let name = key.file_name();
        let bad = |reason, identity| {
            quarantine::set_aside(&self.disk, &entries, &name, identity);
            Lookup::Bad(reason)
        };
        match read(&self.disk, &self.shared.mac, &entries, &name, self.shared.config.max_entry_bytes()) {
            Outcome::Good(found) if found.opened.key() != key => bad(BadReason::OtherKey, found.facts.identity),
            Outcome::Good(found) => {
                stamp::mark_used(&self.disk, &found.file, &found.facts);
                Lookup::Hit(Entry::new(found.buffer, found.opened))
            }
            Outcome::Missing => Lookup::Miss,
            Outcome::Bad(reason, identity) => bad(reason, identity),
            Outcome::Failed(error) => Lookup::Failed(error),
        }
    }

    /// Writes an entry, and evicts others if all together are too large.
    ///
    /// The entry is on disk when this returns. If there is one of the same key, readers have either the old or the new
    /// one. `metadata` has at most 4 MiB. Costs one pass over the bytes, writing them, and two waits for the disk.
    ///
    /// # Errors
    ///
    /// The entry is too large, or the disk refuses: it is full or read-only, for example. What was written so far is
    /// removed again. The caller does without.
    pub fn put(&self, key: &EntryKey, metadata: &[u8], payload: &[u8]) -> Result<(), CacheError> {
        let Shared { config, mac, counters } = &*self.shared;
        self.sweep();
        let written = write::check_sizes(metadata, payload, config.max_entry_bytes())
            .and_then(|()| write::write(&self.disk, mac, key, metadata, payload));
        if written.is_ok() {
            counters.writes.add(1);
        } else {
            counters.write_failures.add(1);
        }
        written?;
        match eviction::evict(&self.disk, config.max_bytes(), &key.file_name()) {
            Ok(evicted) => counters.evictions.add(evicted),
            // The entry is there; the next put tries again.
            Err(_) => counters.eviction_failures.add(1),
        }
        Ok(())
    }

    /// Waits until no other process or thread makes this entry, for at most `wait`.
    ///
    /// Look the entry up again when this returns: the one before may have put it. `None` means to go on without the
    /// lock; entries are right with or without it, it only spares work. A holder that is killed blocks nobody: the
    /// operating system releases its lock, and waiters look at least every 20 ms.
    #[must_use]
    pub fn compile_lock(&self, key: &EntryKey, wait: Duration) -> Option<CompileLock> {
        lock::acquire(&self.disk, key, wait)
    }

    /// Reads and verifies all entries and leaves them as they are, most recently used first.
    ///
    /// # Errors
    ///
    /// The disk does not answer.
    pub fn list(&self) -> Result<Vec<EntryReport>, CacheError> {
        let Shared { config, mac, .. } = &*self.shared;
        survey::survey(&self.disk, mac, config.max_entry_bytes(), |_, _, _, _| {})
    }

    /// As [`list`](Self::list), and sets bad entries aside.
    ///
    /// # Errors
    ///
    /// The disk does not answer.
    pub fn verify(&self) -> Result<Vec<EntryReport>, CacheError> {
        let Shared { config, mac, counters } = &*self.shared;
        survey::survey(&self.disk, mac, config.max_entry_bytes(), |entries, name, reason, identity| {
            counters.bad(reason).add(1);
            quarantine::set_aside(&self.disk, entries, name, identity);
        })
    }

    /// The bytes of all entries on disk, those of other engines included.
    ///
    /// # Errors
    ///
    /// The disk does not answer.
    pub fn size(&self) -> Result<u64, CacheError> {
        survey::size(&self.disk)
    }

    /// Removes all entries, the quarantine and abandoned files. The key stays.
    ///
    /// # Errors
    ///
    /// The disk refuses; what was removed before stays removed.
    pub fn clean(&self) -> Result<Cleaned, CacheError> {
        survey::clean(&self.disk)
    }

    /// What happened since the cache was opened, in this process.
    #[must_use]
    pub fn stats(&self) -> CacheStats {
        self.shared.counters.snapshot()
    }

    /// Only for tidiness: what cannot be swept now is swept another time.
    fn sweep(&self) {
        if let Ok(Some(folder)) = self.disk.existing(Place::Temporary)
            && let Ok(swept) = temporary::sweep(&*self.disk.fs, &folder, "")
        {
            self.shared.counters.swept.add(swept);
        }
    }
}

impl fmt::Debug for DiskCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DiskCache").field("config", &self.shared.config).field("stats", &self.stats()).finish()
    }
}
