//! What the subcommands do.

mod cache;
mod call;
mod completions;
mod health;
mod manager;
mod modules;
mod warm_up;

pub(crate) use cache::cache;
pub(crate) use call::call;
pub(crate) use completions::completions;
pub(crate) use health::health;
pub(crate) use manager::{manager, sandbox};
pub(crate) use modules::{info, list, search};
pub(crate) use warm_up::warm_up;
