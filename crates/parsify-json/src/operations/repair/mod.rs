//! `repair`: JSON of what was meant to be JSON.

mod change;
mod frame;
mod function;
mod gap;
mod options;
mod quote;
mod repairer;
mod string;
mod word;

pub use change::{RepairChange, RepairCode};
pub use function::{Repaired, repair};
pub use options::RepairOptions;

use parsify_interface::{Context, Data, Document, DocumentSpec, Failure, Operations, Text, Warned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What was repaired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RepairReport {
    /// Whether anything but white space was changed.
    pub changed: bool,
    /// What was changed, in the order of the document handed in.
    pub changes: Vec<RepairChange>,
    /// How many changes there are beyond those listed.
    pub omitted: usize,
}

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
    let Repaired { text, changes, omitted } = repair(&json, &options)?;
    let document = Document::text("json", text).with_media_type("application/json");
    let report = RepairReport { changed: !changes.is_empty(), changes, omitted };
    Ok(Warned((document, Data(report)), Vec::new()))
}
