//! Texts for people. Whatever a module says passes [`parsify::harmless`] first: it must not drive the terminal.

mod cache;
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
mod warm_up;
mod warning;

pub(crate) use cache::{cache_cleaned, cache_list, cache_size, cache_verified};
pub(crate) use failure::{failure, warning};
pub(crate) use health::health;
pub(crate) use module::{module, modules};
pub(crate) use report::report;
pub(crate) use validation::validation;
pub(crate) use warm_up::warmed_up;
pub(crate) use warning::{fallback, warnings};
