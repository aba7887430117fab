//! YAML 1.2 with the core schema.

mod alias;
mod builder;
mod comment;
mod mapping;
mod options;
mod plain;
mod quote;
mod read;
mod scalar;
mod tag;
mod write;

pub use options::{YamlDocuments, YamlOptions};
pub(super) use read::read;
pub(super) use write::write;
