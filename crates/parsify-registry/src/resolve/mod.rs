//! Versions that fit together.

mod candidates;
mod clash;
mod draft;
mod error;
mod explain;
mod facts;
mod failure;
mod options;
mod problem;
mod provider;
mod range;
mod resolution;
mod solve;
mod tree;
mod ways_out;

pub use error::{Circle, ResolveError};
pub use explain::{Need, Needer, Unsolvable};
pub use options::ResolveOptions;
pub use problem::Problem;
pub use resolution::{Absent, AbsentReason, Edge, Resolution, Resolved};
pub use tree::TreeRow;
