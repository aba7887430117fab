//! The codes of failures that are not about syntax: stable, to branch on. Those about syntax are [`Code`](crate::Code).

/// The documents have too many different places for an inferred schema or type.
pub const PLACES: &str = "json.places";

/// A name that was asked for is none in a programming language.
pub const NAME: &str = "json.name";
