//! From a source to verified module bytes, and the store of those that are installed.
//!
//! - A [`Source`] says where the bytes are: embedded, in memory, in a file. A [`Folder`] is a listing of files.
//! - A [`Loader`] fetches them under a size limit, looks at the header and computes the digest.
//! - An [`Artifact`] is the result: bytes with [`Digest`] and [`Provenance`].
//! - A [`Store`] keeps artifacts with their [`Receipt`]s: the modules that a user or a project has installed.
//!
//! Only the first bytes are looked at; whether the component is well formed is found out when it is compiled. Files are
//! read with blocking calls: in async code, load on a thread that may block.
//!
//! ```
//! use parsify_loader::{Loader, LoaderError, Source};
//!
//! let component = *b"\0asm\x0d\0\x01\0";
//! let artifact = Loader::new().load(&Source::bytes("empty", component))?;
//! assert_eq!(artifact.bytes(), component);
//!
//! let core_module = *b"\0asm\x01\0\0\0";
//! let refused = Loader::new().load(&Source::bytes("core", core_module));
//! assert!(matches!(refused, Err(LoaderError::CoreModule { .. })));
//! # Ok::<(), LoaderError>(())
//! ```
//!
//! # What this crate does not know
//!
//! No engine, no catalog, no async runtime, no WebAssembly parser.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod artifact;
mod error;
mod failure;
mod file;
mod folder;
mod form;
mod loader;
mod nearest;
mod provenance;
mod source;
mod store;

pub use artifact::Artifact;
pub use error::LoaderError;
pub use folder::{CATALOG_FILE, Folder, MAX_CATALOG_BYTES};
pub use form::Found;
pub use loader::{DEFAULT_MAX_BYTES, Loader};
pub use provenance::Provenance;
pub use source::Source;
pub use store::{
    Action, Flaw, LOCK_FILE, MAX_LOCK_BYTES, MAX_RECEIPT_BYTES, MAX_STATE_BYTES, Origin, PROJECT_FILE, Problem,
    ProblemKind, Progress, Rebuilt, Receipt, Signature, State, Store, StoreError, StorePlace, Transaction, Unsafe,
};

pub use parsify_interface::Digest;
