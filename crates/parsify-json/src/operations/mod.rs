//! The operations, each in a folder of its own: its options and its function.

mod depth;
mod emit;
mod format;
mod minify;
mod rewritten;
mod validate;

pub use depth::{DEFAULT_MAX_DEPTH, LARGEST_MAX_DEPTH};
pub(crate) use format::register as format_operations;
pub use format::{Colors, EndOfLine, FormatOptions, Indent, RemoveNulls, SortKeys, Theme, format, format_counted};
pub(crate) use minify::register as minify_operations;
pub use minify::{MinifyOptions, minify, minify_counted};
pub use rewritten::{Rewritten, Sizes};
pub use validate::{Statistics, ValidateOptions, Validation, validate};
