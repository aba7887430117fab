//! Checking: every fault, doubts, and statistics.

mod duplicates;
mod function;
mod numbers;
mod statistics;
mod surrogates;
mod validator;

pub use function::check;
pub use numbers::fit;
pub use statistics::Statistics;
pub use surrogates::lone_surrogates;
pub use validator::Found;
