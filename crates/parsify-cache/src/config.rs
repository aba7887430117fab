use std::path::{Path, PathBuf};

/// How many bytes all entries together may have when nothing else is said: 1 GiB.
pub const DEFAULT_MAX_BYTES: u64 = 1 << 30;

/// How many bytes one entry may have when nothing else is said: 256 MiB.
pub const DEFAULT_MAX_ENTRY_BYTES: u64 = 256 << 20;

/// Where a cache lies and how large it may become.
///
/// ```
/// use parsify_cache::CacheConfig;
///
/// let config = CacheConfig::at("/var/cache/example/compiled")
///     .with_key_file("/var/lib/example/cache.key")
///     .with_max_bytes(200 << 20);
/// assert_eq!(config.max_bytes(), 200 << 20);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheConfig {
    folder: PathBuf,
    key_file: Option<PathBuf>,
    max_bytes: u64,
    max_entry_bytes: u64,
}

impl CacheConfig {
    /// A cache in this folder, with the defaults. The folder is made when the cache is opened.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            key_file: None,
            max_bytes: DEFAULT_MAX_BYTES,
            max_entry_bytes: DEFAULT_MAX_ENTRY_BYTES,
        }
    }

    /// Sets where the key lies. Default: the file `key` in the cache's folder.
    ///
    /// With a key outside the folder, for example among the user's data, a cache folder copied from elsewhere is worth
    /// nothing here: its entries bear the MAC of another key.
    #[must_use]
    pub fn with_key_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.key_file = Some(path.into());
        self
    }

    /// Sets how many bytes all entries together may have. Default [`DEFAULT_MAX_BYTES`].
    ///
    /// Held by eviction after each put, so for a moment it can be exceeded by what is being written. The quarantine, at
    /// most 64 MiB, is not counted.
    #[must_use]
    pub fn with_max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// Sets how many bytes one entry may have, its envelope of some 4 KiB included. Default [`DEFAULT_MAX_ENTRY_BYTES`].
    ///
    /// A larger one is neither written nor read, so this also bounds the memory of a look-up.
    #[must_use]
    pub fn with_max_entry_bytes(mut self, bytes: u64) -> Self {
        self.max_entry_bytes = bytes;
        self
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of the key.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| self.folder.join("key"))
    }

    /// How many bytes all entries together may have.
    #[must_use]
    pub fn max_bytes(&self) -> u64 {
        self.max_bytes
    }

    /// How many bytes one entry may have: never more than all together.
    #[must_use]
    pub fn max_entry_bytes(&self) -> u64 {
        self.max_entry_bytes.min(self.max_bytes)
    }
}
