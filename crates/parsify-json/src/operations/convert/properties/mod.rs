//! Java properties: the line-oriented format of `java.util.Properties`.

mod options;
mod read;
mod units;
mod write;

pub use options::{PropertiesEncoding, PropertiesOptions};
pub(super) use read::{decoded, read};
pub(super) use write::write;
