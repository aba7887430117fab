//! Checking: every fault, doubts, and statistics.

mod duplicates;
mod function;
mod numbers;
mod statistics;
mod surrogates;
mod validator;

pub use function::{Findings, check};
pub use statistics::Statistics;
