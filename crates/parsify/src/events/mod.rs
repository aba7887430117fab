//! What happens in a manager, for whoever watches it.

mod changes;
mod event;
mod stream;

pub use event::{Event, Happening};
pub use stream::EventStream;
pub(crate) use stream::Events;
