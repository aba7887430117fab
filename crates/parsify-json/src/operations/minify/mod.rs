//! `minify`: no white space between tokens.

mod function;
mod options;

pub use function::{minify, minify_counted};
pub use options::MinifyOptions;

use super::rewritten::{Answer, failure, one_line};
use crate::processor::on_json;
use parsify_interface::{Context, Failure, Operations, Text};

/// Adds the operation of this folder.
pub(crate) fn register(operations: Operations) -> Operations {
    let summary = "Removes the white space of a JSON document, every token kept as written";
    operations.with("minify", summary, minified, |operation| on_json(operation).with_alias("minifyJson"))
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn minified(json: Text, options: MinifyOptions, _: &dyn Context) -> Result<Answer, Failure> {
    let rewritten = minify_counted(&json, &options).map_err(|problem| failure(&problem, options.values))?;
    Ok(rewritten.answer(&json, one_line(options.values), options.truncate_strings))
}
