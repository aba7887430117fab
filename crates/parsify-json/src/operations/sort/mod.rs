//! `sort`: members by their keys, elements by what is in them.

mod function;
mod ground;
mod options;
mod sorting;

pub use function::{SortReport, Sorted, sort};
pub use options::{SortBy, SortCompare, SortMissing, SortOptions, SortOrder};

use super::edited::Edited;
use crate::processor::on_json;
use parsify_interface::{Context, Failure, Operations, Text};

pub(crate) fn register(operations: Operations) -> Operations {
    operations.with("sort", "Sorts the keys of objects and the elements of arrays", run, |operation| {
        on_json(operation).with_alias("sortJsonKeys")
    })
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn run(json: Text, options: SortOptions, _: &dyn Context) -> Result<Edited<SortReport>, Failure> {
    let sorted = sort(&json, &options)?;
    Ok(Edited::json(Some(sorted.json), sorted.report, Vec::new()))
}
