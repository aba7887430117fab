//! `validate`: every syntax error that can be found.

mod options;
mod result;

pub use options::{SourceType, ValidateOptions};
pub use result::Validation;
