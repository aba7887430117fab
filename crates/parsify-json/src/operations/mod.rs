//! The operations, each in a folder of its own: its options and its function.

mod depth;
mod emit;
mod format;
mod minify;
mod validate;

pub use depth::{DEFAULT_MAX_DEPTH, LARGEST_MAX_DEPTH};
pub use format::{EndOfLine, FormatOptions, Indent, format};
pub use minify::{MinifyOptions, minify};
pub use validate::{Statistics, ValidateOptions, Validation, validate};
