//! Comments and what they belong to.
//!
//! While a document is indexed, comments are told apart by where they stand among tokens and lines, and noted with the entry
//! they belong to; wherever the entry goes, they go along.

mod notes;
mod sort_out;

pub use notes::Noted;
pub(crate) use notes::{Notes, Stage};

use super::dialect::Comment;

/// Where a comment stands beside what it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// On a line of its own.
    Line,
    /// In the line of the comment before it.
    Joined,
    /// Before an entry, in its line.
    Before,
    /// Right after an entry, before its comma.
    Behind,
    /// At the end of the entry's line, after its comma.
    End,
    /// At the end of the line in which a container begins, which is sent next.
    Opening,
}
