//! What the subcommands do.

mod call;
mod completions;
mod health;
mod manager;
mod modules;

pub(crate) use call::call;
pub(crate) use completions::completions;
pub(crate) use health::health;
pub(crate) use manager::manager;
pub(crate) use modules::{info, list, search};
