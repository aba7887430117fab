//! The function behind `infer-schema`.

use parsify_error::Failure;

use super::options::InferOptions;
use super::samples::observe;
use super::schema;
use crate::shape::Shape;

/// Writes the JSON Schema that describes what all documents have in common; each of them is valid by it.
///
/// Types are those that were seen at a place; numbers that are all written as integers are integers. Members that every
/// object has are required. Of equal keys the last one counts.
///
/// # Errors
///
/// The first problem of a document that is no JSON, with its `index`; more than 100,000 different places.
///
/// ```
/// use parsify_json::{InferOptions, infer_schema};
///
/// let schema = infer_schema(&[r#"{"id": 1}"#, r#"{"id": 2, "tags": ["a"]}"#], &InferOptions::default()).unwrap();
/// assert!(schema.contains(r#""required": [
///     "id"
///   ]"#));
/// ```
pub fn infer_schema(documents: &[&str], options: &InferOptions) -> Result<String, Failure> {
    describe(&observe(documents, options.values)?, options)
}

/// The schema of what was observed.
pub(crate) fn describe(shape: &Shape, options: &InferOptions) -> Result<String, Failure> {
    schema::document(shape, options).write(options.indent)
}
