//! `validate`: every problem, doubts, and statistics.

mod duplicates;
mod function;
mod numbers;
mod options;
mod result;
mod statistics;
mod surrogates;
mod validator;

pub use function::validate;
pub use options::ValidateOptions;
pub use result::Validation;
pub use statistics::Statistics;
