//! A document and a schema.

use parsify_error::{ErrorKind, Failure};
use parsify_interface::Warned;

use super::compile::{Compiled, compile};
use super::guard::{Exhausted, guarded};
use super::list::Lister;
use super::node::Seen;
use super::options::{MOST_ERRORS, SchemaDetail, SchemaOptions};
use super::read::read;
use super::result::SchemaValidation;
use crate::code;
use crate::tree::DEPTH;

/// Checks a document against a schema, which may refer to other schemas handed in as `references`; nothing is fetched.
///
/// The document may be nested 512 levels deep, schemas 128. `max_errors` out of range counts as the nearest value in it.
/// Regular expressions run in linear time. Time and stack are bounded while the document is checked (natively by counting,
/// in a guest by the sandbox), but not while a schema is compiled: schemas of strangers belong into the sandbox.
///
/// Numbers that are neither integers of 64 bits nor doubles count as the nearest double; that, and keys that stand twice,
/// is said in the warnings.
///
/// # Errors
///
/// A document or schema that is no JSON, as [`validate`](crate::validate) says it; the codes
/// [`SCHEMA_INVALID`](crate::code::SCHEMA_INVALID), [`SCHEMA_REFERENCE`](crate::code::SCHEMA_REFERENCE),
/// [`SCHEMA_PATTERN`](crate::code::SCHEMA_PATTERN) and [`SCHEMA_LIMIT`](crate::code::SCHEMA_LIMIT).
///
/// ```
/// use parsify_json::schema::{SchemaOptions, validate_schema};
///
/// let schema = r#"{"properties": {"port": {"type": "integer", "maximum": 65535}}}"#;
/// let found = validate_schema(r#"{"port": 99999}"#, schema, &[], &SchemaOptions::default())?.0;
/// assert_eq!(found.errors[0].message, "`99999` is greater than 65535");
/// assert_eq!(found.errors[0].instance_path, "/port");
/// assert_eq!(found.errors[0].instance.unwrap().column, 10);
/// # Ok::<(), parsify_error::Failure>(())
/// ```
pub fn validate_schema(
    document: &str,
    schema: &str,
    references: &[&str],
    options: &SchemaOptions,
) -> Result<Warned<SchemaValidation>, Failure> {
    let (value, doubts) =
        read(document, DEPTH).map_err(|problem| Failure::from(problem).with_detail("document", "json"))?;
    let Compiled { schemas, validator, draft, warnings: of_schemas } = compile(schema, references, options)?;
    let mut warnings = doubts.warnings("document");
    warnings.extend(of_schemas);
    let room = options.max_errors.clamp(1, MOST_ERRORS);
    let found = guarded(document.len(), || match options.detail {
        SchemaDetail::Flag => (validator.is_valid(Seen(&value)), None),
        SchemaDetail::List | SchemaDetail::Branches => {
            let detailed = options.detail == SchemaDetail::Branches;
            let mut lister = Lister::new(document, &value, &schemas, detailed, room);
            validator.iter_errors(Seen(&value)).for_each(|error| lister.add(&error));
            (lister.is_empty(), Some(lister))
        }
    });
    let (valid, lister) = found.map_err(exhausted)?;
    let (errors, omitted) = lister.map_or_else(Default::default, Lister::finish);
    Ok(Warned(SchemaValidation { valid, draft, errors, omitted }, warnings))
}

fn exhausted(exhausted: Exhausted) -> Failure {
    let (message, hint) = match exhausted {
        Exhausted::Work => (
            "checking the document asks for too many steps",
            "branches of `anyOf`, `oneOf` and `allOf` that refer to one another multiply",
        ),
        Exhausted::Stack => (
            "checking the document asks for more stack than there is",
            "the document is nested too deeply for its schema, or the schema's references form too long a chain",
        ),
    };
    Failure::new(ErrorKind::Limit, code::SCHEMA_LIMIT, message).with_hint(hint)
}
