//! The words of the command line.

mod call;
mod capability;
mod command;
mod early;
mod filter;
mod flag;
mod general;
mod install;
mod modules;
mod parse;
mod quantity;
mod schema;
mod shortcut;
mod usage;

pub(crate) use call::CallArgs;
pub(crate) use command::{FIXED, command};
pub(crate) use early::{early_color, wants_json};
pub(crate) use filter::Filter;
pub(crate) use general::General;
pub(crate) use install::{Add, Consent, Remove, Tree, Update};
pub(crate) use parse::{Action, CacheAction, InstalledAction, Invocation, Shown, Target, parse};
pub(crate) use schema::{allowed, properties};
pub(crate) use shortcut::Shortcuts;
pub(crate) use usage::show as show_usage;
