//! `patch`: JSON Patch (RFC 6902) and JSON Merge Patch (RFC 7396).

mod apply;
mod function;
mod merge;
mod operation;
mod options;
mod place;
mod report;

pub use function::patch;
pub use options::{PatchKind, PatchOptions};
pub use report::{PatchChange, PatchReport, Patched};

use super::edited::Edited;
use parsify_interface::{Context, DocumentSpec, Failure, Operations, Text};

pub(crate) fn register(operations: Operations) -> Operations {
    operations.with("patch", "Applies a JSON Patch or a JSON Merge Patch", run, |operation| {
        operation
            .with_document(DocumentSpec::new("json", "application/json", "The JSON document"))
            .with_document(DocumentSpec::new("patch", "application/json-patch+json", "The patch"))
            .with_format("json")
            .idempotent()
            .with_native_twin()
            .total()
    })
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn run((json, steps): (Text, Text), options: PatchOptions, _: &dyn Context) -> Result<Edited<PatchReport>, Failure> {
    let patched = patch(&json, &steps, &options)?;
    Ok(Edited::json(patched.json, patched.report, patched.warnings))
}
