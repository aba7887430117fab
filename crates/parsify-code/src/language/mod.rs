//! Languages: what they are called, and how a text tells which one it is in.

mod content;
mod detect;
mod table;

pub use detect::detect;
pub use table::{LANGUAGES, Language, language};
