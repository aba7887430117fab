//! The operations, each in a folder of its own: its options and its function.

mod analyze;
mod depth;
mod emit;
mod format;
mod minify;
mod query;
mod rewritten;
mod validate;

pub use analyze::{
    Analysis, AnalyzeOptions, Counts, DeepPart, DuplicateKey, KeyCount, LargePart, Likely, LikelyPlace, MixedArray,
    NumberPlace, Omitted, analyze,
};
pub use depth::{DEFAULT_MAX_DEPTH, LARGEST_MAX_DEPTH};
pub use format::{Colors, EndOfLine, FormatOptions, Indent, RemoveNulls, SortKeys, Theme, format, format_counted};
pub use minify::{MinifyOptions, minify, minify_counted};
pub use query::{QueryLanguage, QueryOptions, QueryOutput, QueryResult};
pub use rewritten::{Rewritten, Sizes};
pub use validate::{Statistics, ValidateOptions, Validation, validate};

/// Every operation of `json-processor` that has a folder of its own for its registration.
pub(crate) fn register(operations: parsify_interface::Operations) -> parsify_interface::Operations {
    let areas = [format::register, minify::register, analyze::register, query::register];
    areas.into_iter().fold(operations, |operations, register| register(operations))
}
