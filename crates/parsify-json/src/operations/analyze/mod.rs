//! `analyze`: what a document is made of.

mod function;
mod likely;
mod options;
mod result;
mod top;
mod walk;

pub use function::analyze;
pub use likely::Likely;
pub(crate) use likely::classify;

pub use options::AnalyzeOptions;
pub use result::{
    Analysis, Counts, DeepPart, DuplicateKey, KeyCount, LargePart, LikelyPlace, MixedArray, NumberPlace, Omitted,
};

use parsify_interface::{Context, Data, DocumentSpec, Failure, Operations, Text};

pub(crate) fn register(operations: Operations) -> Operations {
    operations.with("analyze", "Says what a JSON document is made of, and what may give trouble", run, |operation| {
        operation
            .with_alias("analyzeJson")
            .with_document(DocumentSpec::new("json", "application/json", "The JSON document"))
            .with_format("json")
            .idempotent()
            .with_native_twin()
            .total()
    })
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn run(json: Text, options: AnalyzeOptions, _: &dyn Context) -> Result<Data<Analysis>, Failure> {
    analyze(&json, &options).map(Data)
}
