//! TOML 1.0.

mod inline;
mod lexis;
mod options;
mod read;
mod text;
mod write;

pub use options::{TomlNulls, TomlOptions};
pub(super) use read::read;
pub(super) use write::write;
