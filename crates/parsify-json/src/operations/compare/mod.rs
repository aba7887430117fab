//! `compare`: how one document differs from another.
//!
//! Both documents become nodes that are numbered by what they mean under the options, so that parts are compared at the cost
//! of a look. Their difference is a tree, from which lists, patches and diffs are written.

mod align;
mod delta;
mod equal;
mod function;
mod html;
mod hunks;
mod list;
mod merge_patch;
mod node;
mod options;
mod patch;
mod project;
mod ranks;
mod reader;
mod result;
mod text;
mod unified;
mod work;

pub use function::compare;
pub use options::{CompareAlign, CompareFormat, CompareOptions};
pub use result::{CompareStatistics, Comparison, Difference, DifferenceKind, Differences};

use super::edited::Edited;
use parsify_interface::{Context, Document, DocumentSpec, Failure, Operations, Text};

pub(crate) fn register(operations: Operations) -> Operations {
    operations.with("compare", "Says how one JSON document differs from another", run, |operation| {
        operation
            .with_alias("compareJson")
            .with_document(DocumentSpec::new("left", "application/json", "The one document"))
            .with_document(DocumentSpec::new("right", "application/json", "The other document"))
            .with_format("json")
            .idempotent()
            .with_native_twin()
            .total()
    })
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn run((left, right): (Text, Text), options: CompareOptions, _: &dyn Context) -> Result<Edited<Differences>, Failure> {
    let Comparison { differences, document, media_type, warnings } = compare(&left, &right, &options)?;
    let document = document.map(|text| Document::text("differences", text).with_media_type(media_type));
    Ok(Edited { document, data: differences, warnings })
}
