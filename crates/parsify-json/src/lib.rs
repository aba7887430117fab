//! JSON operations for Parsify modules on a lossless streaming core.
//!
//! [`format()`], [`minify()`] and [`validate()`] read strict JSON (RFC 8259) in one pass without building a tree: numbers
//! keep their digits, strings their escapes, objects their order and their duplicate keys. Nesting costs no call stack. Told
//! so, they read JSONC and JSON5, and texts of several documents.
//!
//! This crate knows no file, no clock and no sandbox. A document that is no JSON is reported with place and hint; what was
//! meant is guessed by [`repair()`] only.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod code;
mod data;
mod dialect;
mod operations;
pub mod pattern;
mod processor;
#[cfg(feature = "query")]
pub mod query;
pub mod schema;
mod shape;

use parsify_json_core as core;

pub use crate::core::{Code, Dialect, Place, Problem};
pub use data::JsonData;
pub use dialect::parse_dialect;
pub use operations::*;
pub use parsify_json_core::tree;
pub use processor::JsonProcessor;
