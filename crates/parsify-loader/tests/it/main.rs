//! Tests of sources, listings, the checks on bytes, and the store of installed modules.

mod bytes;
mod files;
mod folders;
mod store;
