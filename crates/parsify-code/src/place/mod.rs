//! Places in a text, as editors and tools count them.

mod position;
mod positions;

pub use position::{Position, Span};
pub use positions::Positions;
