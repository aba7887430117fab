//! Documents as trees, as they were written.
//!
//! A [`Value`] keeps numbers with their digits, strings with their escapes, and members with their order and their
//! duplicates, so that what an operation does not touch comes out as it went in. It borrows from the source: reading costs
//! one allocation for each container.

mod decimal;
mod ecmascript;
mod index;
mod locate;
mod meaning;
mod number;
mod object;
mod parse;
mod pointer;
mod serde_value;
mod text;
mod value;
mod write;

pub use ecmascript::ecmascript;
pub use index::Index;
pub use locate::{Located, locate};
pub use meaning::{Id, Meanings};
pub use number::Number;
pub use object::Object;
pub use parse::Builder;
pub use parse::parse;
pub use pointer::{InvalidPointer, Pointer, index_of};
pub use text::{LoneSurrogate, Text};
pub use value::{Kind, Value};

/// The deepest nesting that a tree takes, in levels of brackets.
///
/// Whatever walks a tree may call itself that often: it fits into the stack of a thread and of a guest.
pub const DEPTH: usize = 512;
