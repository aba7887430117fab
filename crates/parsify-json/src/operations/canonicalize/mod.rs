//! `canonicalize`: the one text of RFC 8785 for a value.

mod function;
mod options;
mod result;
mod writer;

pub use function::canonicalize;
pub use options::{CanonicalizeOptions, LossyNumbers};
pub use result::{Canonical, CanonicalSizes, LossyNumber};

use crate::processor::on_json;
use parsify_interface::{Context, Data, Document, Failure, Operations, Text, Warned};

/// Adds the operation of this folder.
pub(crate) fn register(operations: Operations) -> Operations {
    let summary = "Writes the canonical form of a JSON document (RFC 8785, JCS), to be hashed or signed";
    operations.with("canonicalize", summary, canonicalized, |operation| {
        on_json(operation).with_alias("canonical").with_alias("canonicalizeJson")
    })
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn canonicalized(
    json: Text,
    options: CanonicalizeOptions,
    _: &dyn Context,
) -> Result<Warned<(Document, Data<CanonicalSizes>)>, Failure> {
    let canonical = canonicalize(&json, &options)?;
    let (sizes, warning) = (canonical.sizes(&json), canonical.warning());
    let document = Document::text("json", canonical.json).with_media_type("application/json");
    Ok(Warned((document, Data(sizes)), warning.into_iter().collect()))
}
