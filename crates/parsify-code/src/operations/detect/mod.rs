//! `detect-language`: what language a text is in.

mod options;
mod result;

pub use options::DetectOptions;
pub use result::{Candidate, Detected, Evidence};
