//! Members in the order of their keys: an index of the tokens, and a replay of it in another order.

mod replay;
mod tape;

pub(crate) use replay::replay;
pub(crate) use tape::Tape;
