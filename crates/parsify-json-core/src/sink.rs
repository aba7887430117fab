//! What the grammar hands its consumers.

use super::comments::Spot;
use super::dialect::Comment;
use super::fault::Fault;
use super::scan::{Number, Text};

/// The two kinds of container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Array,
    Object,
}

impl Kind {
    pub const fn brackets(self) -> (u8, u8) {
        match self {
            Self::Array => (b'[', b']'),
            Self::Object => (b'{', b'}'),
        }
    }

    /// A container without entries.
    pub const fn empty(self) -> &'static str {
        match self {
            Self::Array => "[]",
            Self::Object => "{}",
        }
    }
}

/// A consumer of the token stream. Offsets are bytes of the source; the text of a string includes its quotes.
///
/// Calls come in document order and are balanced: a container is either one `empty` or an `open` with its `close`.
pub trait Sink {
    /// Whether the stream goes on after a fault. When not, the first fault ends it and `problem` is never called.
    fn recovers(&self) -> bool {
        false
    }
    /// Whether it matters which texts hold a backslash. When not, [`Text::escaped`] may be wrong.
    fn escapes() -> bool
    where
        Self: Sized,
    {
        true
    }

    fn open(&mut self, kind: Kind);
    fn close(&mut self, kind: Kind);
    fn empty(&mut self, kind: Kind);
    fn comma(&mut self);
    fn key(&mut self, start: usize, text: Text);
    fn string(&mut self, start: usize, text: Text);
    fn number(&mut self, start: usize, number: Number);
    /// `true`, `false` or `null`.
    fn literal(&mut self, start: usize, end: usize);

    /// A key, string or number that JSON would spell otherwise; in documents of JSON5 only.
    fn spelled_key(&mut self, start: usize, end: usize) {
        self.key(start, Text { end, escaped: true });
    }
    fn spelled_string(&mut self, start: usize, end: usize) {
        self.string(start, Text { end, escaped: true });
    }
    fn spelled_number(&mut self, start: usize, end: usize) {
        self.number(start, Number { end, fraction: true, exponent: true });
    }

    /// Whether [`comment`](Self::comment) is of use.
    fn keeps_comments(&self) -> bool {
        false
    }
    fn comment(&mut self, _comment: Comment) {}

    /// The start of a further value outside of all brackets, in documents that may hold several.
    fn another(&mut self, _at: usize) {}

    /// Whether [`placed`](Self::placed) is of use.
    fn places_comments() -> bool
    where
        Self: Sized,
    {
        false
    }
    /// A comment that has found its place, in a document that is sent from an index.
    fn placed(&mut self, _spot: Spot, _comment: Comment) {}

    fn problem(&mut self, _fault: Fault) {}

    /// Whether the sink can take no more; asked at every bracket.
    fn full(&self) -> bool {
        false
    }
}
