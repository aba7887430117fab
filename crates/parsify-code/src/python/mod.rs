//! Python.

mod module;

pub use module::LangPython;
