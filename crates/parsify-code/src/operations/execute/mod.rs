//! `execute`: runs a program, with nothing but what it is given.

mod options;
mod result;

pub use options::ExecuteOptions;
pub use result::{ConsoleEntry, ConsoleLevel, Executed, UncaughtError};
