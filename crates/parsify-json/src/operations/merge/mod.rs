//! `merge`: one document of several.

mod arrays;
mod function;
mod merging;
mod options;
mod report;

pub use function::merge;
pub use options::{MergeNulls, MergeOptions, MergeRule, MergeStrategy, OnMergeConflict};
pub use report::{ConflictingValue, MergeConflict, MergeReport, Merged};

use super::edited::Edited;
use parsify_interface::{Context, DocumentSpec, Failure, Operations, Text};

pub(crate) fn register(operations: Operations) -> Operations {
    operations.with("merge", "Makes one JSON document of several, and tells where they disagree", run, |operation| {
        operation
            .with_alias("mergeJsonObjects")
            .with_document(DocumentSpec::new("json", "application/json", "The documents, two or more").repeated())
            .with_format("json")
            .idempotent()
            .with_native_twin()
            .total()
    })
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn run(json: Vec<Text>, options: MergeOptions, _: &dyn Context) -> Result<Edited<MergeReport>, Failure> {
    let documents: Vec<&str> = json.iter().map(|text| &**text).collect();
    let merged = merge(&documents, &options)?;
    Ok(Edited::json(Some(merged.json), merged.report, merged.warnings))
}
