//! Patterns of places: JSON Pointers with wildcards.

mod given;
mod path;
mod place;

pub(crate) use given::{pattern, patterns};
pub(crate) use path::escape_key;
pub use path::{InvalidPattern, PathPattern};
pub(crate) use place::Place;
