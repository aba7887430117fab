//! `format`: the same program, laid out for people.

mod options;
mod result;

pub use options::{ArrowParentheses, EndOfLine, FormatOptions, IndentStyle, Quotes, Semicolons, TrailingCommas};
pub use result::FormatSummary;
