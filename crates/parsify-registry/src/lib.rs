//! The catalog of modules: which ids and versions there are, and what each of them offers.
//!
//! - [`Registry`] holds descriptors, not code: register, look up by id and version requirement, list by what is offered;
//!   each with its digest, its source and its [`Mark`]. [`SharedRegistry`] is one that many threads read without waiting.
//! - [`Registry::search`] finds modules by words, with tolerance for typing errors, in a total order.
//! - [`Registry::resolve`] chooses versions that fit together, or says in sentences why there are none ([`Unsolvable`]).
//! - [`Lock`] is the text of `parsify.lock`, which makes the next load take the same versions.
//! - [`Registry::updates`] says what could be updated, and what that would break.
//! - [`Registry::to_json`] and [`Registry::from_json`] carry a whole catalog to another place.
//! - [`nearest`] makes the list behind "did you mean".
//!
//! ```
//! use parsify_interface::{Descriptor, VersionReq};
//! use parsify_registry::Registry;
//!
//! let descriptor = |version: &str| {
//!     Descriptor::parse(&format!(
//!         r#"{{"id": "json-processor", "name": "JSON processor", "version": "{version}", "apiVersion": "1.0.0",
//!             "summary": "Formats JSON", "category": "json",
//!             "operations": [{{"name": "format", "summary": "Formats", "params": {{"type": "object"}}}}]}}"#
//!     ))
//! };
//! let mut registry = Registry::new();
//! registry.register(descriptor("1.2.0")?)?;
//! registry.register(descriptor("2.0.0-beta.1")?)?;
//!
//! let found = registry.get("json-processor", &VersionReq::STAR)?;
//! assert_eq!(found.version.to_string(), "1.2.0");
//! assert_eq!(registry.search("jsn-processor")[0].descriptor.id.as_str(), "json-processor");
//! # Ok::<(), parsify_interface::Failure>(())
//! ```
//!
//! # What this crate does not know
//!
//! No files, no network, no clock, no engine, no concrete module. Pure data in and out.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod catalog_error;
mod catalog_file;
mod catalog_text;
mod change;
mod circle;
mod dependents;
mod entry;
mod error;
mod failure;
mod fields;
mod listing;
mod lock;
mod mark;
mod place;
mod query;
mod rank;
mod registry;
mod resolve;
mod search;
mod snapshot;
mod update;
mod versions;

pub use catalog_error::{CatalogError, CatalogLimits};
pub use dependents::{Dependent, Removed};
pub use entry::Entry;
pub use error::{Claim, RegistryError, Withdrawn};
pub use fields::Field;
pub use lock::{Lock, LockError, Locked, LockedDependency, Stale};
pub use mark::Mark;
pub use place::Place;
pub use registry::Registry;
pub use resolve::{
    Absent, AbsentReason, Circle, Edge, Need, Needer, Problem, Resolution, ResolveError, ResolveOptions, Resolved,
    TreeRow, Unsolvable,
};
pub use search::{Hit, Matched};
pub use snapshot::{SharedRegistry, Snapshot};
pub use update::{Candidate, Change, Effect, Update, UpdateKind, UpdateOptions};

pub use parsify_error::nearest;
