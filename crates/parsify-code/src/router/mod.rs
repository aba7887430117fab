//! The module that people call: it finds out the language and who works on it.

mod module;

pub use module::CodeProcessor;
