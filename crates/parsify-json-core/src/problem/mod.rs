//! Faults in words: message, place, excerpt, hint.

mod code;
mod excerpt;
mod hint;
mod message;
mod position;
mod report;

pub use code::Code;
pub use excerpt::excerpt;
pub use position::Place;
pub use position::Positions;
pub use report::Problem;
