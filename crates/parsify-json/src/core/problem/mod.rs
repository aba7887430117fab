//! Faults in words: message, place, excerpt, hint.

mod code;
mod excerpt;
mod hint;
mod message;
mod position;
mod report;

pub use code::Code;
pub(crate) use excerpt::excerpt;
pub use position::Place;
pub(crate) use position::Positions;
pub use report::Problem;
