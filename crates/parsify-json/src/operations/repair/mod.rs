//! `repair`: JSON of what was meant to be JSON.

mod bracket;
mod change;
mod code;
mod ending;
mod escape;
mod function;
mod gap;
mod level;
mod member;
mod options;
mod outside;
mod pen;
mod quote;
mod repairer;
mod scalar;
mod stop;
mod string;
mod verdict;
mod word;

pub use change::RepairChange;
pub use code::RepairCode;
pub use function::{RepairReport, Repaired, repair};
pub use options::{RepairOptions, RepairValues};

use parsify_interface::{Context, Data, Document, DocumentSpec, Failure, Operations, Text, Warned};

/// Adds the operation of this folder.
pub(crate) fn register(operations: Operations) -> Operations {
    let summary = "Makes JSON of what is nearly JSON, and lists every change";
    operations.with("repair", summary, repaired, |operation| {
        operation
            .with_document(DocumentSpec::new("json", "text/plain", "What was meant to be a JSON document"))
            .with_format("json")
            .with_alias("repairJson")
            .idempotent()
            .with_native_twin()
            .total()
    })
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn repaired(
    json: Text,
    options: RepairOptions,
    _: &dyn Context,
) -> Result<Warned<(Document, Data<RepairReport>)>, Failure> {
    let Repaired { json, report } = repair(&json, &options)?;
    let document = Document::text("json", json).with_media_type("application/json");
    Ok(Warned((document, Data(report)), Vec::new()))
}
