//! Members in the order of their keys: an index of the tokens, and a replay of it in another order.

mod order;
mod replay;
mod tape;

pub(crate) use order::Order;
pub(crate) use replay::{Sorting, replay, replay_noted};
pub(crate) use tape::Tape;
