//! JSON Schema: drafts 4, 6, 7, 2019-09 and 2020-12.
//!
//! Options and results stand here for everybody; the work is behind the feature `schema`, for it is much code, and the
//! module `json-schema` is where it runs. Nothing is ever fetched: other schemas are handed in as documents.

mod options;
mod result;

#[cfg(feature = "schema")]
mod chains;
#[cfg(feature = "schema")]
mod check;
#[cfg(feature = "schema")]
mod compile;
#[cfg(feature = "schema")]
mod doubts;
#[cfg(feature = "schema")]
mod explain;
#[cfg(feature = "schema")]
mod guard;
#[cfg(feature = "schema")]
mod list;
#[cfg(feature = "schema")]
mod node;
#[cfg(feature = "schema")]
mod pattern;
#[cfg(feature = "schema")]
mod places;
#[cfg(feature = "schema")]
mod processor;
#[cfg(feature = "schema")]
mod read;
#[cfg(feature = "schema")]
mod references;
#[cfg(feature = "schema")]
mod unresolved;
#[cfg(feature = "schema")]
mod validate;

pub use options::{CheckSchemaOptions, Draft, SchemaDetail, SchemaOptions};
pub use result::{SchemaCheck, SchemaError, SchemaPlace, SchemaValidation, Span};
#[cfg(feature = "schema")]
pub use {check::check_schema, processor::JsonSchemaProcessor, validate::validate_schema};
