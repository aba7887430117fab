//! `parsify.lock`: the versions that were chosen, so that the next load takes the same ones.

mod check;
mod error;
mod file;
mod model;
mod read;
mod write;

pub use error::{LockError, Stale};
pub use model::{Lock, Locked, LockedDependency};
