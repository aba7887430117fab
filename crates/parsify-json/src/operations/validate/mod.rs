//! `validate`: every problem, doubts, and statistics.

mod against;
mod duplicates;
mod function;
mod numbers;
mod options;
mod result;
mod statistics;
mod surrogates;
mod validator;

pub(crate) use against::{
    MODULE as SCHEMA_MODULE, against_schema, dialect_against_schema, several_against_schema, without_schema,
};
pub use function::validate;
pub(super) use numbers::fit;
pub use options::ValidateOptions;
pub use result::{BadDocument, DocumentsFound, Validation};
pub use statistics::Statistics;
pub(super) use surrogates::lone_surrogates;
