//! The codes of failures that are not about syntax: stable, to branch on. Those about syntax are [`Code`](crate::Code).

/// An expression of a query language is not well-formed; the details have `line`, `column` and `offset` in it.
pub const QUERY_SYNTAX: &str = "json.query-syntax";
/// An expression does not fit the document: a type is wrong, a value is not there.
pub const QUERY_EVALUATION: &str = "json.query-evaluation";
/// A query takes more steps, gives more results or is nested deeper than allowed; the detail `limit` says how much is.
pub const QUERY_LIMIT: &str = "json.query-limit";
/// There is not exactly one result, as the output asked for needs; the detail `count` says how many there are.
pub const QUERY_SINGLE: &str = "json.query-single";
/// Paths were asked for where there are none.
pub const QUERY_PATHS: &str = "json.query-paths";
/// An option does not go with the language of the query.
pub const QUERY_OPTION: &str = "json.query-option";
