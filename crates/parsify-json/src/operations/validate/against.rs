//! Validation against a schema, which the module `json-schema` does.

use parsify_interface::{
    Context, Document, ErrorKind, Failure, Request, Response, Text, error::code as host, passed_on, serde_json,
};

use super::options::ValidateOptions;
use crate::code;
use crate::core as depth;
use crate::core::{Place, Positions, translate};
use crate::operations::parts::in_words;
use crate::schema::{SchemaOptions, SchemaValidation};

/// The module's id.
pub(crate) const MODULE: &str = "json-schema";

/// What the module finds, and its warnings.
pub(crate) fn against_schema(
    json: String,
    schema: Text,
    references: Vec<Text>,
    options: &SchemaOptions,
    context: &dyn Context,
) -> Result<(SchemaValidation, Vec<String>), Failure> {
    let mut request = Request::new("validate")
        .with_document(Document::text("json", json))
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

/// The same for a document of a dialect: the module gets what JSON says of it, and places are led back.
pub(crate) fn dialect_against_schema(
    json: &str,
    schema: Text,
    references: Vec<Text>,
    options: &ValidateOptions,
    context: &dyn Context,
) -> Result<(SchemaValidation, Vec<String>), Failure> {
    let translated =
        translate(json, options.dialect, depth::in_force(options.max_depth)).map_err(|fault| in_words(json, &fault))?;
    let (mut found, warnings) =
        against_schema(translated.text.clone(), schema, references, &options.schema(), context)?;
    let mut positions = Positions::new(json);
    for span in found.errors.iter_mut().filter_map(|error| error.instance.as_mut()) {
        let (start, end) = translated.origin(span.offset, span.offset + span.length);
        let Place { line, column, offset } = positions.place(start);
        (span.line, span.column, span.offset, span.length) = (line, column, offset, end.saturating_sub(start));
    }
    Ok((found, warnings))
}

/// Several documents, which are validated against a schema one by one only.
pub(crate) fn several_against_schema() -> Failure {
    Failure::new(ErrorKind::Params, code::OPTIONS, "a schema is for one document: `values` must be \"one\"")
        .with_detail("params", "values")
        .with_hint("validate the documents one by one, or put them into an array that the schema describes")
}

/// References that nothing refers to.
pub(crate) fn without_schema() -> Failure {
    let message = "the document `reference` is of use together with a `schema` only";
    Failure::new(ErrorKind::Input, host::DOCUMENT_UNEXPECTED, message).with_detail("document", "reference")
}
