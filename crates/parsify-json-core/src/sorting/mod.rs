//! Members in the order of their keys: an index of the tokens, and a replay of it in another order.

mod order;
mod replay;
mod tape;

pub use order::Order;
pub use replay::{Sorting, replay, replay_noted};
pub use tape::Tape;
