//! jq, with the library `jaq`.

mod convert;
mod nesting;
mod options;
mod program;
mod run;
mod unavailable;

pub use options::JqOptions;
pub(super) use run::run;
