//! What the grammar hands its consumers.

use super::comments::Spot;
use super::dialect::Comment;
use super::fault::Fault;
use super::scan::{Number, Text};

/// The two kinds of container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `[` and `]`.
    Array,
    /// `{` and `}`.
    Object,
}

impl Kind {
    /// The opening and the closing bracket.
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
/// Calls come in document order and are balanced: a container is either one `empty` or an `open` with its `close`. What a
/// sink does not define does nothing.
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

    /// Whether in strings, keys aside, only halves of surrogate pairs matter. If so, [`Text::escaped`] may be wrong for
    /// strings without any.
    fn seeks_surrogates() -> bool
    where
        Self: Sized,
    {
        false
    }

    /// An opening bracket of a container that has entries.
    fn open(&mut self, _kind: Kind) {}
    /// A closing bracket.
    fn close(&mut self, _kind: Kind) {}
    /// A container without entries.
    fn empty(&mut self, _kind: Kind) {}
    /// A comma between entries.
    fn comma(&mut self) {}
    /// A key; `start` is the offset of its quote.
    fn key(&mut self, _start: usize, _text: Text) {}
    /// A string; `start` is the offset of its quote.
    fn string(&mut self, _start: usize, _text: Text) {}
    /// A number.
    fn number(&mut self, _start: usize, _number: Number) {}
    /// `true`, `false` or `null`.
    fn literal(&mut self, _start: usize, _end: usize) {}

    /// A key, string or number that JSON would spell otherwise; in documents of JSON5 only.
    fn spelled_key(&mut self, start: usize, end: usize) {
        self.key(start, Text { end, escaped: true });
    }
    /// A string that JSON would spell otherwise.
    fn spelled_string(&mut self, start: usize, end: usize) {
        self.string(start, Text { end, escaped: true });
    }
    /// A number that JSON would spell otherwise.
    fn spelled_number(&mut self, start: usize, end: usize) {
        self.number(start, Number { end, fraction: true, exponent: true });
    }

    /// Whether [`comment`](Self::comment) is of use.
    fn keeps_comments(&self) -> bool {
        false
    }
    /// A comment, where it stands.
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

    /// Something wrong, for a sink that goes on behind it.
    fn problem(&mut self, _fault: Fault) {}

    /// Whether the sink can take no more; asked at every bracket.
    fn full(&self) -> bool {
        false
    }
}
