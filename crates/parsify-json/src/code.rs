//! The codes of failures that are not about syntax: stable, to branch on. Those about syntax are [`Code`](crate::Code).

/// The documents have too many different places for an inferred schema or type.
pub const PLACES: &str = "json.places";

/// A name that was asked for is none in a programming language.
pub const NAME: &str = "json.name";

/// A schema is none, by the meta-schema of its draft.
pub const SCHEMA_INVALID: &str = "json.schema-invalid";
/// A reference of a schema leads nowhere, or a document handed in for references has no URI.
pub const SCHEMA_REFERENCE: &str = "json.schema-reference";
/// A regular expression of a schema is none, or none for an engine of linear time.
pub const SCHEMA_PATTERN: &str = "json.schema-pattern";
/// A schema asks for more work, stack or memory than there is.
pub const SCHEMA_LIMIT: &str = "json.schema-limit";
