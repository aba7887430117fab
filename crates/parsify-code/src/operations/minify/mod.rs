//! `minify`: the same program in fewer bytes.

mod options;
mod result;

pub use options::{Comments, MinifyOptions};
pub use result::MinifySummary;
