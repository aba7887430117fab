//! BSON 1.1 (bsonspec.org).

mod read;
mod write;

pub(super) use read::read;
pub(super) use write::write;
