//! A schema alone.

use parsify_error::Failure;
use parsify_interface::Warned;

use super::compile::{draft, meta, ours};
use super::list::Lister;
use super::options::{CheckSchemaOptions, MOST_ERRORS, SchemaOptions};
use super::references::Schemas;
use super::result::SchemaCheck;

/// Checks a schema against the meta-schema of its draft.
///
/// References are not followed, and regular expressions not compiled: that is what
/// [`validate_schema`](super::validate_schema) finds out.
///
/// # Errors
///
/// A schema that is no JSON; a `$schema` that names none of the drafts, unless `draft` says which one counts.
///
/// ```
/// use parsify_json::schema::{CheckSchemaOptions, check_schema};
///
/// let found = check_schema(r#"{"type": "strin"}"#, &CheckSchemaOptions::default())?.0;
/// assert!(!found.valid);
/// assert_eq!(found.errors[0].instance_path, "/type");
/// # Ok::<(), parsify_error::Failure>(())
/// ```
pub fn check_schema(schema: &str, options: &CheckSchemaOptions) -> Result<Warned<SchemaCheck>, Failure> {
    let (schemas, warnings) = Schemas::read(schema, &[], &SchemaOptions::default())?;
    let draft = draft(&schemas, options.draft)?;
    let document = &schemas.documents[0];
    let meta = meta(draft);
    let room = options.max_errors.clamp(1, MOST_ERRORS);
    let mut lister = Lister::for_check(document.source, &document.value, room);
    meta.iter_errors(&document.value).for_each(|error| lister.add(&error));
    let (errors, omitted) = lister.finish();
    Ok(Warned(SchemaCheck { valid: errors.is_empty(), draft: ours(draft), errors, omitted }, warnings))
}
