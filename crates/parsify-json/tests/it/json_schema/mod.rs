//! Validation against schemas, as a user notices it.

mod check_schema;
mod drafts;
mod explained;
mod garbage;
mod limits;
mod numbers;
mod oracle;
mod patterns;
mod places;
mod processor;
mod references;

use parsify_error::Failure;
use parsify_interface::Warned;
use parsify_json::schema::{SchemaOptions, SchemaValidation, validate_schema};

/// Options as a caller writes them.
fn options(json: &str) -> SchemaOptions {
    serde_json::from_str(json).unwrap()
}

/// Validates with the default options.
fn check(document: &str, schema: &str) -> SchemaValidation {
    validate_schema(document, schema, &[], &SchemaOptions::default()).unwrap().0
}

/// The failure of a schema that cannot be used.
fn refused(schema: &str) -> Failure {
    validate_schema("1", schema, &[], &SchemaOptions::default()).unwrap_err()
}

/// The warnings with the default options.
fn warnings(document: &str, schema: &str) -> Vec<String> {
    let Warned(_, warnings) = validate_schema(document, schema, &[], &SchemaOptions::default()).unwrap();
    warnings
}
