//! From schemas to a validator.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ReferencingError, ValidationError, Validator};
use parsify_error::{ErrorKind, Failure};
use serde_json::Value;

use super::list::{Lister, details};
use super::node::Counted;
use super::options::{Draft, SchemaOptions};
use super::references::{Schemas, in_document};
use super::unresolved::{missing, unresolved};
use super::{chains, pattern};
use crate::code;

/// How many meta-schemas may stand between a schema and its draft.
const MOST_DIALECTS: usize = 16;
/// How many problems a failure lists.
const MOST_PROBLEMS: usize = 100;

/// A schema that is ready.
pub(super) struct Compiled<'a> {
    pub(super) schemas: Schemas<'a>,
    pub(super) validator: Validator<Counted>,
    pub(super) draft: Draft,
    pub(super) warnings: Vec<String>,
}

pub(super) fn compile<'a>(
    schema: &'a str,
    references: &[&'a str],
    options: &SchemaOptions,
) -> Result<Compiled<'a>, Failure> {
    let (schemas, warnings) = Schemas::read(schema, references, options)?;
    let draft = draft(&schemas, options.draft)?;
    chains::check(&schemas)?;
    let mut builder = jsonschema::options_for::<Counted>()
        .with_draft(draft)
        .with_base_uri(schemas.base.as_str())
        .with_retriever(schemas.retriever())
        .with_pattern_options(pattern::engine(&schemas)?)
        .should_validate_formats(options.formats);
    if !options.formats {
        builder =
            builder.without_content_media_type_support("application/json").without_content_encoding_support("base64");
    }
    let value = &schemas.documents[0].value;
    let validator = match builder.build(value) {
        // The library itself knows the meta-schemas of this draft only.
        Err(error) if is_of_another_draft(&error) => builder.with_registry(&referencing::SPECIFICATIONS).build(value),
        built => built,
    };
    let validator = validator.map_err(|error| refused(&schemas, draft, &error))?;
    Ok(Compiled { draft: ours(draft), schemas, validator, warnings })
}

fn is_of_another_draft(error: &ValidationError<'_>) -> bool {
    let ValidationErrorKind::Referencing(ReferencingError::Unretrievable { uri, .. }) = error.kind() else {
        return false;
    };
    let host = uri.strip_prefix("http://").or_else(|| uri.strip_prefix("https://")).unwrap_or_default();
    host.starts_with("json-schema.org/draft")
}

/// The draft by which the schema is read: of a dialect of somebody's own, that of its meta-schema.
pub(super) fn draft(schemas: &Schemas<'_>, wanted: Draft) -> Result<jsonschema::Draft, Failure> {
    let wanted = match wanted {
        Draft::Auto => return detected(schemas),
        Draft::Draft4 => jsonschema::Draft::Draft4,
        Draft::Draft6 => jsonschema::Draft::Draft6,
        Draft::Draft7 => jsonschema::Draft::Draft7,
        Draft::Draft201909 => jsonschema::Draft::Draft201909,
        Draft::Draft202012 => jsonschema::Draft::Draft202012,
    };
    Ok(wanted)
}

fn detected(schemas: &Schemas<'_>) -> Result<jsonschema::Draft, Failure> {
    let mut schema = &schemas.documents[0].value;
    for _ in 0..MOST_DIALECTS {
        match jsonschema::Draft::default().detect(schema) {
            jsonschema::Draft::Unknown => {}
            draft => return Ok(draft),
        }
        let uri = schema.get("$schema").and_then(Value::as_str).unwrap_or_default();
        let resource = schemas.resource(uri).and_then(|resource| schemas.value(resource));
        schema = resource.ok_or_else(|| {
            missing(schemas, uri).with_hint("or say with the option `draft` by which draft the schema is to be read")
        })?;
    }
    let message = "the meta-schemas of the schema lead to no draft of JSON Schema";
    Err(Failure::new(ErrorKind::Input, code::SCHEMA_REFERENCE, message)
        .with_hint("say with the option `draft` by which draft the schema is to be read"))
}

pub(super) const fn ours(draft: jsonschema::Draft) -> Draft {
    match draft {
        jsonschema::Draft::Draft4 => Draft::Draft4,
        jsonschema::Draft::Draft6 => Draft::Draft6,
        jsonschema::Draft::Draft7 => Draft::Draft7,
        jsonschema::Draft::Draft201909 => Draft::Draft201909,
        _ => Draft::Draft202012,
    }
}

fn refused(schemas: &Schemas<'_>, draft: jsonschema::Draft, error: &ValidationError<'_>) -> Failure {
    match error.kind() {
        ValidationErrorKind::Referencing(error) => unresolved(schemas, error),
        ValidationErrorKind::Format { format } if format == "regex" => {
            let pattern = error.instance().as_str().unwrap_or_default();
            pattern::refused(schemas, pattern, error.instance_path().as_str())
        }
        _ => invalid(schemas, draft, error),
    }
}

/// A schema that is none: all that its meta-schema says, with the places.
fn invalid(schemas: &Schemas<'_>, draft: jsonschema::Draft, error: &ValidationError<'_>) -> Failure {
    let document = &schemas.documents[0];
    let meta = meta(draft);
    let mut lister = Lister::for_check(document.source, &document.value, MOST_PROBLEMS);
    meta.iter_errors(&document.value).for_each(|error| lister.add(&error));
    if lister.is_empty() {
        lister.add(error);
    }
    let (errors, omitted) = lister.finish();
    let count = errors.len() + omitted;
    let first = errors.first().map(|error| error.message.clone()).unwrap_or_default();
    let place = errors.first().and_then(|error| error.instance);
    let at = place.map_or_else(String::new, |span| format!(" at line {}, column {}", span.line, span.column));
    let more = match count {
        0 | 1 => String::new(),
        2 => " (and one more problem)".to_owned(),
        _ => format!(" (and {} more problems)", count - 1),
    };
    let message = format!("the schema is no schema of draft {}: {first}{at}{more}", label(ours(draft)));
    let mut failure = Failure::new(ErrorKind::Input, code::SCHEMA_INVALID, message);
    if let Some(span) = place {
        failure = failure
            .with_detail("line", span.line)
            .with_detail("column", span.column)
            .with_detail("offset", span.offset)
            .with_detail("length", span.length);
    }
    if let Some(hint) = errors.first().and_then(|error| error.hint.clone()) {
        failure = failure.with_hint(hint);
    }
    in_document(failure, 0).with_detail("problems", errors.iter().map(details).collect::<Vec<_>>())
}

/// The validator of a draft's meta-schema.
pub(super) fn meta(draft: jsonschema::Draft) -> jsonschema::meta::MetaValidator<'static> {
    match draft {
        jsonschema::Draft::Draft4 => jsonschema::draft4::meta::validator(),
        jsonschema::Draft::Draft6 => jsonschema::draft6::meta::validator(),
        jsonschema::Draft::Draft7 => jsonschema::draft7::meta::validator(),
        jsonschema::Draft::Draft201909 => jsonschema::draft201909::meta::validator(),
        _ => jsonschema::draft202012::meta::validator(),
    }
}

const fn label(draft: Draft) -> &'static str {
    match draft {
        Draft::Draft4 => "4",
        Draft::Draft6 => "6",
        Draft::Draft7 => "7",
        Draft::Draft201909 => "2019-09",
        Draft::Auto | Draft::Draft202012 => "2020-12",
    }
}
