//! Where in the grammar the stream stands.

use super::sink::Kind;

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// A value: at the start of the document, after a colon, after a comma in an array.
    Value,
    /// The first value of an array, or its end.
    FirstValue,
    /// A key, after a comma in an object.
    Key,
    /// The first key of an object, or its end.
    FirstKey,
    /// The colon after a key.
    Colon,
    /// A comma or the closing bracket; the end of the document outside of all brackets.
    After,
}

/// An open container in one word: its opening offset and, in the lowest bit, its kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Level(usize);

impl Level {
    /// A source is at most `isize::MAX` bytes long, so the shift loses nothing.
    #[inline(always)]
    pub(crate) const fn new(kind: Kind, opened_at: usize) -> Self {
        Self(opened_at << 1 | matches!(kind, Kind::Object) as usize)
    }

    #[inline(always)]
    pub(crate) const fn kind(self) -> Kind {
        if self.0 & 1 == 1 { Kind::Object } else { Kind::Array }
    }

    pub(crate) const fn opened_at(self) -> usize {
        self.0 >> 1
    }
}
