//! Validation as a module.

use parsify_interface::{
    Context, Data, Descriptor, DocumentSpec, Failure, Operation, Operations, Processor, Request, Response, Text,
    Warned, module_info,
};

use super::{CheckSchemaOptions, SchemaCheck, SchemaOptions, SchemaValidation, check_schema, validate_schema};

const MEDIA_TYPE: &str = "application/json";
const SCHEMA_TYPE: &str = "application/schema+json";

/// The module `json-schema`: `validate` for a document and a schema, `check-schema` for a schema alone.
///
/// Neither has a native twin: nothing bounds the work of compiling a schema but the sandbox.
///
/// ```
/// use parsify_interface::{Processor, Request, Silent};
/// use parsify_json::schema::JsonSchemaProcessor;
///
/// let request = Request::new("validate").with_text("json", "[1]").with_text("schema", r#"{"maxItems": 0}"#);
/// let response = JsonSchemaProcessor.execute(request, &Silent).unwrap();
/// assert_eq!(response.data["errors"][0]["keyword"], "maxItems");
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct JsonSchemaProcessor;

impl Processor for JsonSchemaProcessor {
    fn describe(&self) -> Descriptor {
        operations().describe()
    }

    fn execute(&self, request: Request, context: &dyn Context) -> Result<Response, Failure> {
        operations().execute(request, context)
    }
}

fn operations() -> Operations {
    let info = module_info!(
        id: "json-schema",
        name: "JSON Schema",
        summary: "Validates JSON against schemas of the drafts 4, 6, 7, 2019-09 and 2020-12",
        category: "json",
    );
    Operations::new(info)
        .with("validate", "Checks a JSON document against a schema", validate, |operation| {
            operation
                .with_document(DocumentSpec::new("json", MEDIA_TYPE, "The JSON document"))
                .with_document(DocumentSpec::new("schema", SCHEMA_TYPE, "The schema"))
                .with_document(
                    DocumentSpec::new("reference", SCHEMA_TYPE, "Schemas that the schema refers to")
                        .optional()
                        .repeated(),
                )
                .with_format("json")
                .idempotent()
        })
        .with("check-schema", "Checks a schema against the meta-schema of its draft", check, |operation: Operation| {
            operation
                .with_document(DocumentSpec::new("schema", SCHEMA_TYPE, "The schema"))
                .with_format("json-schema")
                .idempotent()
        })
        .with_tag("validation")
        .with_tag("json-schema")
        .with_limitation("regular expressions without look-around and back-references")
        .with_limitation("numbers count as 64-bit integers or the nearest doubles")
        .with_limitation("nothing is fetched: other schemas are handed in")
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn validate(
    (json, schema, references): (Text, Text, Vec<Text>),
    options: SchemaOptions,
    _: &dyn Context,
) -> Result<Warned<Data<SchemaValidation>>, Failure> {
    let references: Vec<&str> = references.iter().map(|text| &**text).collect();
    let Warned(found, warnings) = validate_schema(&json, &schema, &references, &options)?;
    Ok(Warned(Data(found), warnings))
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn check(schema: Text, options: CheckSchemaOptions, _: &dyn Context) -> Result<Warned<Data<SchemaCheck>>, Failure> {
    let Warned(found, warnings) = check_schema(&schema, &options)?;
    Ok(Warned(Data(found), warnings))
}
