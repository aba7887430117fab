//! `transpile`: the same program for older engines, without types and JSX.

mod options;
mod result;

pub use options::{Jsx, Target, TranspileOptions};
pub use result::TranspileSummary;
