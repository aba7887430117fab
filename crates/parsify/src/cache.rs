//! The cache of machine code on disk: what a process compiled, a later one loads in a millisecond.
//!
//! Off by default: a library does not write into its user's folders unasked.
//!
//! ```no_run
//! use parsify::cache::{DiskCache, user_cache};
//! use parsify::{ModuleManager, SandboxConfig};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let cache = DiskCache::open(user_cache("my-program").ok_or("there is no home folder")?)?;
//! let sandbox = SandboxConfig::new().with_disk_cache(cache);
//! let manager = ModuleManager::builder().with_sandbox(sandbox).build().await?;
//! # Ok(())
//! # }
//! ```

pub use parsify_cache::{
    BadReason, CacheConfig, CacheError, CacheStats, Cleaned, DiskCache, EntryContent, EntryReport,
};
pub use parsify_sandbox::cached_module;

use etcetera::BaseStrategy as _;

/// The cache of a program among those of this user: `<program>/compiled` in the user's cache folder, its key as
/// `<program>/cache.key` in the user's data folder, so that a cache folder that was copied from elsewhere is not trusted.
///
/// The folders are those of the XDG base directory specification (`XDG_CACHE_HOME`, `XDG_DATA_HOME`), or what the platform
/// has in their place. `None` when the user has no home.
#[must_use]
pub fn user_cache(program: &str) -> Option<CacheConfig> {
    let folders = etcetera::choose_base_strategy().ok()?;
    let folder = folders.cache_dir().join(program).join("compiled");
    Some(CacheConfig::at(folder).with_key_file(folders.data_dir().join(program).join("cache.key")))
}
