//! CBOR (RFC 8949).

mod head;
mod read;
mod tag;
mod write;

pub(super) use read::read;
pub(super) use write::write;
