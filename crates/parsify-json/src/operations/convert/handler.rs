//! `convert` as an operation of the module.

use parsify_interface::{Context, Data, Document, DocumentSpec, Failure, Operation, Operations, Payload, Warned};
use schemars::JsonSchema;
use serde::Serialize;

use super::format::Format;
use super::function::convert;
use super::input::{Input, Output};
use super::note::{Lossy, Note};
use super::options::ConvertOptions;

/// What is said of a conversion beside the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Conversion {
    /// Size of the document handed in, in bytes.
    pub bytes_in: usize,
    /// Size of the document handed back, in bytes.
    pub bytes_out: usize,
    /// What could not be carried over, the first hundred.
    pub notes: Vec<Note>,
    /// How many more notes there were.
    pub omitted: usize,
}

pub(crate) fn register(operations: Operations) -> Operations {
    operations.with(
        "convert",
        "Converts between JSON and other data formats, and says what gets lost",
        run,
        |operation: Operation| {
            operation
                .with_alias("convertJson")
                .with_document(DocumentSpec::new(
                    "document",
                    "",
                    "The document, of the format that `from` or its media type names",
                ))
                .with_format("json")
                .with_format("yaml")
                .with_format("toml")
                .with_format("xml")
                .idempotent()
                .with_native_twin()
                .total()
        },
    )
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn run(
    document: Document,
    mut options: ConvertOptions,
    _: &dyn Context,
) -> Result<Warned<(Document, Data<Conversion>)>, Failure> {
    let input = match &document.payload {
        Payload::Text(text) => Input::Text(text),
        Payload::Binary(bytes) => Input::Bytes(bytes),
    };
    options.from = options.from.or_else(|| Format::of_media_type(&document.media_type));
    let converted = convert(input, &options)?;
    let warnings = match options.lossy {
        Lossy::Warn => warnings(&converted.notes, converted.omitted),
        Lossy::Error | Lossy::Allow => Vec::new(),
    };
    let data = Conversion {
        bytes_in: input.len(),
        bytes_out: converted.document.as_bytes().len(),
        notes: converted.notes,
        omitted: converted.omitted,
    };
    let document = match converted.document {
        Output::Text(text) => Document::text("document", text),
        Output::Bytes(bytes) => Document::binary("document", bytes),
    };
    Ok(Warned((document.with_media_type(converted.media_type), Data(data)), warnings))
}

fn warnings(notes: &[Note], omitted: usize) -> Vec<String> {
    let mut warnings: Vec<String> = notes.iter().map(ToString::to_string).collect();
    if omitted > 0 {
        warnings.push(format!("{omitted} more could not be carried over"));
    }
    warnings
}
