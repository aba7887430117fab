//! Names that stand for places in nested values, in formats that have no nesting: `a.b` and `a.0`.
//!
//! The parts of a name stand between dots. A part that is an array index is one, but never the first. A backslash before a
//! dot or a backslash takes its meaning away, before an index it makes it a key, and `\e` is the empty key. A name with an
//! empty part, such as `Nr.`, is no place: it is the key itself.

mod assembly;
mod name;
mod nest;
mod plan;

pub use assembly::RepeatedKeys;
pub(super) use assembly::{Assembly, Entry};
pub(super) use name::{Step, push_key, split};
pub(super) use nest::{Leaves, is_plain};
pub(super) use plan::{Cell, Plan};
