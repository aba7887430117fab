//! `format`: one entry per line, indented.

mod function;
mod indent;
mod options;

pub use function::format;
pub use indent::Indent;
pub use options::{EndOfLine, FormatOptions};
