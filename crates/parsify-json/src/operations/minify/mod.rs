//! `minify`: no white space between tokens.

mod function;
mod options;

pub use function::minify;
pub use options::MinifyOptions;
