//! The operations as a module.

use crate::operations::{
    self, SCHEMA_MODULE, against_schema, dialect_against_schema, several_against_schema, without_schema,
};
use crate::{Dialect, ValidateOptions, Validation, Values};
use parsify_interface::{
    Context, Data, Dependency, Descriptor, DocumentSpec, Failure, Operation, Operations, Processor, Request, Response,
    Text, Warned, module_info,
};

/// What works on the values of documents.
const DATA_MODULE: &str = "json-data";
const MEDIA_TYPE: &str = "application/json";

/// The module `json-processor`: `format`, `prettify`, `minify`, `canonicalize`, `validate`, `repair`, `convert`, `merge`,
/// `compare`, `patch`, `sort` and `analyze`; queries, schemas and what [`JsonData`](crate::JsonData) does it hands on.
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
        summary: "Formats, validates, converts, compares, merges and sorts JSON without losing a digit",
        category: "json",
    );
    operations::register(Operations::new(info))
        .handing_on(DATA_MODULE, operations::register_data)
        .with_dependency(|| Dependency::from_static(DATA_MODULE, "^0.1").optional())
        .with(
            "validate",
            "Reports every problem of a JSON document, with hints and statistics",
            validate,
            |operation| {
                let schema = |name, summary| DocumentSpec::new(name, "application/schema+json", summary).optional();
                on_json(operation)
                    .with_alias("validateJson")
                    .with_document(schema("schema", "A JSON Schema that the document is to fit"))
                    .with_document(schema("reference", "Schemas that the schema refers to").repeated())
            },
        )
        .with_dependency(|| Dependency::from_static(SCHEMA_MODULE, "^0.1").optional())
        .with_limitation("strict JSON (RFC 8259) unless `dialect` says otherwise: comments, trailing commas and other extensions are problems")
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

/// Syntax first: a document that is no JSON fits no schema, and its problems say more.
fn validate(
    (json, schema, references): (Text, Option<Text>, Vec<Text>),
    options: ValidateOptions,
    context: &dyn Context,
) -> Result<Warned<Data<Validation>>, Failure> {
    let mut validation = crate::validate(&json, &options);
    let mut warnings = Vec::new();
    match schema {
        Some(_) if options.values != Values::One => return Err(several_against_schema()),
        Some(schema) if validation.valid => {
            let (found, told) = if options.dialect == Dialect::Json {
                against_schema(json.into_string(), schema, references, &options.schema(), context)?
            } else {
                dialect_against_schema(&json, schema, references, &options, context)?
            };
            validation.valid = found.valid;
            validation.schema = Some(found);
            warnings = told;
        }
        None if !references.is_empty() => return Err(without_schema()),
        _ => {}
    }
    Ok(Warned(Data(validation), warnings))
}
