//! Texts for people. Whatever a module says passes [`parsify::harmless`] first: it must not drive the terminal.

mod diagnostic;
mod excerpt;
mod failure;
mod health;
mod module;
mod report;
mod style;
mod table;
mod unit;
mod validation;
mod warning;

pub(crate) use failure::failure;
pub(crate) use health::health;
pub(crate) use module::{module, modules};
pub(crate) use report::report;
pub(crate) use validation::validation;
pub(crate) use warning::{fallback, warnings};
