//! Validation against a schema, which the module `json-schema` does.

use parsify_interface::{
    Context, Document, ErrorKind, Failure, Request, Response, Text, error::code as host, passed_on, serde_json,
};

use crate::schema::{SchemaOptions, SchemaValidation};

/// The module's id.
pub(crate) const MODULE: &str = "json-schema";

/// What the module finds, and its warnings.
pub(crate) fn against_schema(
    json: Text,
    schema: Text,
    references: Vec<Text>,
    options: &SchemaOptions,
    context: &dyn Context,
) -> Result<(SchemaValidation, Vec<String>), Failure> {
    let mut request = Request::new("validate")
        .with_document(Document::text("json", json.into_string()))
        .with_document(Document::text("schema", schema.into_string()));
    for reference in references {
        request = request.with_document(Document::text("reference", reference.into_string()));
    }
    if let Ok(serde_json::Value::Object(params)) = serde_json::to_value(options) {
        request.params = params;
    }
    let Response { data, warnings, .. } =
        context.call(MODULE, request).map_err(|failure| passed_on(MODULE, failure))?;
    let found = serde_json::from_value(data).map_err(|error| {
        let message = format!("the answer of `{MODULE}` is not what this module expects: {error}");
        Failure::new(ErrorKind::Dependency, host::MODULE_DEPENDENCY, message)
            .with_hint("one of both modules has to be updated")
    })?;
    Ok((found, warnings))
}

/// References that nothing refers to.
pub(crate) fn without_schema() -> Failure {
    let message = "the document `reference` is of use together with a `schema` only";
    Failure::new(ErrorKind::Input, host::DOCUMENT_UNEXPECTED, message).with_detail("document", "reference")
}
