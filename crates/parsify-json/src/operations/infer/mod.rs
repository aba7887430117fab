//! `infer-schema`: the schema of samples.

mod function;
mod options;
mod samples;
mod schema;

pub(crate) use function::describe;
pub use function::infer_schema;
pub(crate) use options::DEFAULT_MAPS_FROM;
pub use options::{InferDraft, InferOptions, Samples};
pub(crate) use samples::observe;
pub(crate) use schema::map_values;

use parsify_interface::{Context, Document, DocumentSpec, Failure, Operation, Register, Text};

pub(crate) fn register<R: Register>(operations: R) -> R {
    operations.with("infer-schema", "Writes the JSON Schema that sample documents have in common", run, on_samples)
}

/// What the operations on samples have in common.
pub(crate) fn on_samples(operation: Operation) -> Operation {
    let samples = DocumentSpec::new("json", "application/json", "The JSON documents").repeated();
    operation.with_document(samples).with_format("json").idempotent().with_native_twin().total()
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn run(json: Vec<Text>, options: InferOptions, _: &dyn Context) -> Result<Document, Failure> {
    let documents: Vec<&str> = json.iter().map(|text| &**text).collect();
    let schema = infer_schema(&documents, &options)?;
    Ok(Document::text("json", schema).with_media_type("application/schema+json"))
}
