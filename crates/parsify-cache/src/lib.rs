//! A store on disk for compiled artifacts: bytes in, the very same, verified bytes out.
//!
//! What an engine compiles may be loaded again only if not a single bit of it changed, so every entry carries a MAC over
//! all of it, made with a key that only this user can read. [`DiskCache::get`] checks it on the very buffer that it hands
//! out. This crate knows no engine and no WebAssembly.
//!
//! ```
//! use parsify_cache::{CacheConfig, DiskCache, EntryKey, Lookup};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let home = tempfile::tempdir()?;
//! # let folder = home.path().join("compiled");
//! let cache = DiskCache::open(CacheConfig::at(folder))?;
//! let key = EntryKey::new([7; 32], "wasmtime 48.0.8, x86_64-unknown-linux-gnu, 51e0c1a9d2b35f40")?;
//! assert!(matches!(cache.get(&key), Lookup::Miss));
//!
//! cache.put(&key, b"{\"id\":\"json-processor\"}", b"machine code")?;
//! let Lookup::Hit(entry) = cache.get(&key) else { unreachable!("it was put just now") };
//! assert_eq!(entry.payload(), b"machine code");
//! # Ok(())
//! # }
//! ```
//!
//! # On disk
//!
//! Everything lies in one folder, which must be owned by this user and closed to everybody else (mode `0700`).
//!
//! | name | what it is |
//! |---|---|
//! | `key` | 32 random bytes (mode `0600`), unless [`CacheConfig::with_key_file`] names another place |
//! | `entries/` | one file for each entry: sha256 of the source, `-`, a hash of the engine, `.artifact1` |
//! | `tmp/` | files being written; those of killed processes are swept when a cache is opened and at each put |
//! | `locks/` | the locks of [`DiskCache::compile_lock`]; empty when nobody compiles |
//! | `quarantine/` | bad entries set aside: at most 16, and 64 MiB |
//! | `stamp` | an empty file; its time is the last stamp of use given out |
//!
//! The layout of an entry is described in [`envelope`].
//!
//! # Several processes
//!
//! Any number of processes may use one folder. Readers take no lock. Writers write a file of their own and rename it, so a
//! name always stands for a whole entry. The only locks are advisory ones of the operating system, which vanish with the
//! process that holds them.
//!
//! # Whom it trusts
//!
//! Whoever can read the key can make entries, so the key must be kept from others; a user who can act as this user, and
//! the administrator, are trusted. Nothing but the key and the bytes in memory is believed: not names, not sizes, not
//! times. Times only order what is evicted. An old entry of the same key put back in place of a newer one is not noticed:
//! both were made from the same source by the same engine.
//!
//! # Other systems
//!
//! Owner, permissions and symbolic links are checked on Unix only. Elsewhere the crate compiles and the MAC is checked,
//! but the folder and the key are only as private as the folder they lie in.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod cache;
mod config;
mod disk;
mod entry;
mod entry_key;
pub mod envelope;
mod error;
mod eviction;
mod failure;
#[cfg(feature = "faults")]
pub mod faults;
mod file_system;
mod flaw;
mod lock;
mod quarantine;
mod random;
mod read;
mod secret;
mod stamp;
mod stats;
mod survey;
mod temporary;
mod write;

pub use cache::DiskCache;
pub use config::{CacheConfig, DEFAULT_MAX_BYTES, DEFAULT_MAX_ENTRY_BYTES};
pub use entry::{Entry, Lookup};
pub use entry_key::EntryKey;
pub use error::{Action, CacheError, Unsafe};
pub use flaw::BadReason;
pub use lock::CompileLock;
pub use stats::CacheStats;
pub use survey::{Cleaned, EntryContent, EntryReport};
