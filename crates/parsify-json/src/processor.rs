//! The operations as a module.

use crate::operations::convert_operations;
use crate::{FormatOptions, MinifyOptions, ValidateOptions, Validation};
use parsify_interface::{
    Context, Data, Descriptor, Document, DocumentSpec, Failure, Operation, Operations, Processor, Request, Response,
    Text, module_info,
};
use schemars::JsonSchema;
use serde::Serialize;

const MEDIA_TYPE: &str = "application/json";

/// The module `json-processor`: `format`, `minify` and `validate` on one document named `json`.
///
/// A syntax problem becomes a [`Failure`] of kind `Input` with the problem's code; exceeded nesting or output size, one of
/// kind `Limit`. `validate` never fails on a document: what is wrong with it is its result.
///
/// ```
/// use parsify_interface::{Processor, Request, Silent};
/// use parsify_json::JsonProcessor;
///
/// let request = Request::new("minify").with_text("json", "[1, 2]");
/// let response = JsonProcessor.execute(request, &Silent).unwrap();
/// assert_eq!(response.documents[0].as_text(), Some("[1,2]"));
/// assert_eq!(response.data["bytesOut"], 5);
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct JsonProcessor;

/// How large a document was before and is after an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Sizes {
    /// Size of the document handed in, in bytes.
    pub bytes_in: usize,
    /// Size of the document handed back, in bytes.
    pub bytes_out: usize,
}

impl Processor for JsonProcessor {
    fn describe(&self) -> Descriptor {
        operations().describe()
    }

    fn execute(&self, request: Request, context: &dyn Context) -> Result<Response, Failure> {
        operations().execute(request, context)
    }
}

fn operations() -> Operations {
    let info = module_info!(
        id: "json-processor",
        name: "JSON processor",
        summary: "Formats, minifies and validates JSON without changing a value",
        category: "json",
    );
    let operations = Operations::new(info)
        .with("format", "Indents a JSON document, every token kept as written", format, on_json)
        .with("minify", "Removes the white space of a JSON document, every token kept as written", minify, on_json)
        .with("validate", "Reports every problem of a JSON document, with hints and statistics", validate, on_json)
        .with_limitation("strict JSON (RFC 8259) only: comments, trailing commas and other extensions are problems")
        .with_limitation("documents in UTF-8 only");
    convert_operations(operations)
}

fn on_json(operation: Operation) -> Operation {
    operation
        .with_document(DocumentSpec::new("json", MEDIA_TYPE, "The JSON document"))
        .with_format("json")
        .idempotent()
        .with_native_twin()
        .total()
}

type Written = (Document, Data<Sizes>);

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn format(json: Text, options: FormatOptions, _: &dyn Context) -> Result<Written, Failure> {
    crate::format(&json, &options).map(|text| written(&json, text)).map_err(Failure::from)
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn minify(json: Text, options: MinifyOptions, _: &dyn Context) -> Result<Written, Failure> {
    crate::minify(&json, &options).map(|text| written(&json, text)).map_err(Failure::from)
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn validate(json: Text, options: ValidateOptions, _: &dyn Context) -> Result<Data<Validation>, Failure> {
    Ok(Data(crate::validate(&json, &options)))
}

fn written(source: &str, text: String) -> Written {
    let sizes = Sizes { bytes_in: source.len(), bytes_out: text.len() };
    (Document::text("json", text).with_media_type(MEDIA_TYPE), Data(sizes))
}
