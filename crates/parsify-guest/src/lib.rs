//! The module author's kit.
//!
//! A module is a library crate with one [`Processor`] and one line:
//!
//! ```
//! use parsify_guest::{Context, Document, DocumentSpec, Failure, NoParams, Operations, Text, export_module, module_info};
//!
//! fn shout(text: Text, _: NoParams, _: &dyn Context) -> Result<Document, Failure> {
//!     Ok(Document::text("text", text.to_uppercase()))
//! }
//!
//! fn module() -> Operations {
//!     Operations::new(module_info!(category: "text")).with("shout", "Writes in capitals", shout, |operation| {
//!         operation.with_document(DocumentSpec::new("text", "text/plain", "Any text")).idempotent()
//!     })
//! }
//!
//! export_module!(module());
//! # fn main() {}
//! ```
//!
//! `cargo xtask build-modules` compiles it for wasm32 and makes a component of it. On any other target
//! [`export_module!`] does nothing, so the same crate is tested as ordinary Rust.
//!
//! A panic in a guest reaches the host as its message and place, not as a bare `unreachable`.
//!
//! A guest allocates from the memory its instance starts with and grows it only when that is used up; see
//! [`export_module!`] for an allocator of your own.
//!
//! The feature `deflate` is for guests with many operations, whose descriptor is a good part of the component: see `Deflated`.
//!
//! The feature `fixed-random` is for guests with a dependency that asks `getrandom` for bytes, usually to seed hash maps:
//! they get the same ones in every call. Without it such a guest does not link.
#![warn(missing_docs)]

#[cfg(target_arch = "wasm32")]
mod allocator;
#[doc(hidden)]
pub mod bindings;
mod context;
mod convert;
mod descriptor;
mod export;
#[cfg(any(target_arch = "wasm32", test))]
mod growth;
#[cfg(all(target_arch = "wasm32", feature = "fixed-random"))]
mod random;
#[cfg(any(all(target_arch = "wasm32", feature = "fixed-random"), test))]
mod sequence;

#[cfg(feature = "deflate")]
pub use descriptor::Deflated;
pub use parsify_interface::*;

#[doc(hidden)]
pub mod __private {
    #[cfg(target_arch = "wasm32")]
    pub use crate::allocator::GuestAllocator;
    pub use crate::export::{describe, described, execute};
}
