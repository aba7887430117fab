//! Texts for people. Whatever a module says passes [`parsify::harmless`] first: it must not drive the terminal.

mod cache;
mod diagnostic;
mod excerpt;
mod failure;
mod health;
mod inspection;
mod installed;
mod module;
mod near;
mod plan;
mod report;
mod style;
mod table;
mod time;
mod tree;
mod unit;
mod updates;
mod validation;
mod verified;
mod wants;
mod warm_up;
mod warning;

pub(crate) use cache::{cache_cleaned, cache_list, cache_size, cache_verified};
pub(crate) use failure::{failure, warning};
pub(crate) use health::health;
pub(crate) use inspection::inspection;
pub(crate) use installed::{applied, locked, pinned, repaired};
pub(crate) use module::{module, modules};
pub(crate) use plan::{plan, plan_warnings};
pub(crate) use report::report;
pub(crate) use tree::tree;
pub(crate) use updates::updates;
pub(crate) use validation::validation;
pub(crate) use verified::verified;
pub(crate) use warm_up::warmed_up;
pub(crate) use warning::{fallback, warnings};
