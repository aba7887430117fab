//! Queries: JSON Pointer, JSONPath, JMESPath and jq on the lossless tree.
//!
//! JSON Pointer, JSONPath and JMESPath are evaluated on the tree itself, so that what is selected is written as it stood, and
//! every step is counted. The well-known libraries work on serde_json's values, which lose digits and order, count nothing,
//! and recurse as deeply as an expression is nested. jq is the library `jaq`, which has no bound of its own.

mod answer;
mod budget;
mod cursor;
mod duplicates;
mod equality;
mod fault;
mod function;
mod jmespath;
mod jq;
mod jsonpath;
mod module;
mod trail;

pub use answer::Answer;
pub use function::{jq, query};
pub use jq::JqOptions;
pub use module::JsonQuery;
