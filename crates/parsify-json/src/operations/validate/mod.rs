//! `validate`: every problem, doubts, and statistics.

mod against;
mod function;
mod options;
mod result;

pub use crate::core::Statistics;
pub(super) use crate::core::fit;
pub(super) use crate::core::lone_surrogates;
pub(crate) use against::{
    MODULE as SCHEMA_MODULE, against_schema, dialect_against_schema, several_against_schema, without_schema,
};
pub use function::validate;
pub use options::ValidateOptions;
pub use result::{BadDocument, DocumentsFound, Validation};
