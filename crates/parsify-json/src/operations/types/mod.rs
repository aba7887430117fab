//! `generate-types`: types of a programming language for sample documents.

mod function;
mod go;
mod java;
mod kotlin;
mod model;
mod naming;
mod options;
mod python;
mod rust;
mod source;
mod typescript;

pub use function::generate_types;
pub use options::{TypeLanguage, TypesOptions};

use parsify_interface::{Context, Document, Failure, Register, Text};

use super::infer::on_samples;

pub(crate) fn register<R: Register>(operations: R) -> R {
    let summary = "Writes types for sample documents: TypeScript, Rust, Go, Python, Java, Kotlin, JSON Schema";
    operations.with("generate-types", summary, run, |operation| {
        TypeLanguage::ALL
            .iter()
            .fold(on_samples(operation), |operation, language| operation.with_language(language.as_str()))
    })
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn run(json: Vec<Text>, options: TypesOptions, _: &dyn Context) -> Result<Document, Failure> {
    let documents: Vec<&str> = json.iter().map(|text| &**text).collect();
    let code = generate_types(&documents, &options)?;
    Ok(Document::text("code", code).with_media_type(options.language.media_type()))
}
