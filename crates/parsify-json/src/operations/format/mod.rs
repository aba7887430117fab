//! `format` and `prettify`: one entry per line, indented; what is short in one line.

mod colors;
mod function;
mod options;
mod pretty;
mod remove_nulls;
mod sort_keys;

pub use crate::core::Indent;
pub use colors::{Colors, Theme};
pub use function::{format, format_counted};
pub use options::{EndOfLine, FormatOptions};
pub use remove_nulls::RemoveNulls;
pub use sort_keys::SortKeys;

use super::parts::Values;
use super::rewritten::{Answer, failure, one_line};
use crate::core::Dialect;
use crate::processor::on_json;
use parsify_interface::{Context, Failure, Operations, Text};
use pretty::Pretty;

/// The media type of documents with comments.
const JSONC: &str = "application/jsonc";
/// That of several documents, each in several lines.
const TEXT: &str = "text/plain";

/// Adds the operations of this folder.
pub(crate) fn register(operations: Operations) -> Operations {
    operations
        .with("format", "Indents a JSON document, every token kept as written", formatted, |operation| {
            on_json(operation).with_alias("formatJson")
        })
        .with(
            "prettify",
            "Formats a JSON document for people: what is short stands in one line",
            prettified,
            |operation| on_json(operation).with_alias("prettifyJson"),
        )
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn formatted(json: Text, options: FormatOptions, _: &dyn Context) -> Result<Answer, Failure> {
    let rewritten = format_counted(&json, &options).map_err(|problem| failure(&problem, options.values))?;
    let media_type = match (options.colors, options.indent) {
        (Colors::None, Indent::None) => one_line(options.values),
        (Colors::None, _) if options.values != Values::One => TEXT,
        (Colors::None, _) if options.dialect == Dialect::Jsonc => JSONC,
        (colors, _) => colors.media_type(),
    };
    Ok(rewritten.answer(&json, media_type, options.truncate_strings))
}

fn prettified(json: Text, options: Pretty, context: &dyn Context) -> Result<Answer, Failure> {
    formatted(json, options.0, context)
}
