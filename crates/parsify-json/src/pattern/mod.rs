//! Patterns of places: JSON Pointers with wildcards.

mod path;
mod place;

pub(crate) use path::escape_key;
pub use path::{InvalidPattern, PathPattern};
pub(crate) use place::Place;
