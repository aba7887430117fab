//! The operations as a module.

use crate::operations;
use crate::{ValidateOptions, Validation};
use parsify_interface::{
    Context, Data, Descriptor, DocumentSpec, Failure, Operation, Operations, Processor, Request, Response, Text,
    module_info,
};

const MEDIA_TYPE: &str = "application/json";

/// The module `json-processor`: `format`, `prettify`, `minify` and `validate` on one document named `json`.
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

impl Processor for JsonProcessor {
    fn describe(&self) -> Descriptor {
        module().describe()
    }

    fn execute(&self, request: Request, context: &dyn Context) -> Result<Response, Failure> {
        module().execute(request, context)
    }
}

fn module() -> Operations {
    let info = module_info!(
        id: "json-processor",
        name: "JSON processor",
        summary: "Formats, minifies and validates JSON without changing a value",
        category: "json",
    );
    operations::register(Operations::new(info))
        .with("validate", "Reports every problem of a JSON document, with hints and statistics", validate, on_json)
        .with_limitation("strict JSON (RFC 8259) only: comments, trailing commas and other extensions are problems")
        .with_limitation("documents in UTF-8 only")
}

/// What the operations on one document of JSON have in common.
pub(crate) fn on_json(operation: Operation) -> Operation {
    operation
        .with_document(DocumentSpec::new("json", MEDIA_TYPE, "The JSON document"))
        .with_format("json")
        .idempotent()
        .with_native_twin()
        .total()
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn validate(json: Text, options: ValidateOptions, _: &dyn Context) -> Result<Data<Validation>, Failure> {
    Ok(Data(crate::validate(&json, &options)))
}
