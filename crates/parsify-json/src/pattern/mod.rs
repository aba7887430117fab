//! Patterns of places: JSON Pointers with wildcards.

mod path;
mod place;

pub use path::{InvalidPattern, PathPattern};
pub(crate) use place::Place;
