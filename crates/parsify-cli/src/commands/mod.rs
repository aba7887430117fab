//! What the subcommands do.

mod cache;
mod call;
mod completions;
mod config;
mod health;
mod languages;
mod manager;
mod modules;
mod place;
mod stats;
mod warm_up;
mod watch;

pub(crate) use cache::cache;
pub(crate) use call::call;
pub(crate) use completions::completions;
pub(crate) use config::{config, show_config};
pub(crate) use health::{health, health_of};
pub(crate) use languages::languages;
pub(crate) use manager::{manager, sandbox, sandbox_with_cache};
pub(crate) use modules::{Known, info, installed, list, search};
pub(crate) use place::{installer, place, unless_homeless};
pub(crate) use stats::stats;
pub(crate) use warm_up::warm_up;
