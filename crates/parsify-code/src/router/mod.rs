//! The module that people call: it finds out the language of a text and which installed module works on it.

mod dispatch;
mod module;
mod params;

pub use module::CodeProcessor;
pub use params::Routed;
