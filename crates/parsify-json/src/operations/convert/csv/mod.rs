//! CSV (RFC 4180) and its sister with tabs.

mod cell;
mod dialect;
mod options;
mod read;
mod record;
mod table;
mod write;

pub use options::{CsvArrays, CsvOptions, EmptyFields, RaggedRows};
pub(super) use read::read;
pub(super) use write::write;
