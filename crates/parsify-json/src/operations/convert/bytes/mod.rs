//! What binary formats have in common: reading bytes without trust, and numbers.

mod cursor;
mod float;
mod integer;

pub(super) use cursor::Cursor;
pub(super) use float::{float, from_half, to_half, to_single};
pub(super) use integer::{Whole, from_big_endian, to_big_endian};
