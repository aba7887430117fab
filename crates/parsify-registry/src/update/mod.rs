//! What could be updated, and what that would mean. Nothing is changed here.

mod candidate;
mod change;
mod options;
mod plan;

pub use candidate::{Candidate, Effect, Update, UpdateKind};
pub use change::Change;
pub use options::UpdateOptions;
