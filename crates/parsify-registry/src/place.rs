use std::fmt;

/// A place in a text, for people: both count from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Place {
    pub(crate) const fn new(line: usize, column: usize) -> Self {
        Self { line, column }
    }

    /// The place of a byte. One beyond the end is the end.
    pub(crate) fn of_byte(text: &str, offset: usize) -> Self {
        let before = text.get(..offset.min(text.len())).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self::new(before.matches('\n').count() + 1, before[start..].chars().count() + 1)
    }

    /// A place within a part of a text that begins here.
    pub(crate) fn within(self, inner: Self) -> Self {
        match inner.line {
            0 | 1 => Self::new(self.line, self.column + inner.column.saturating_sub(1)),
            _ => Self::new(self.line + inner.line - 1, inner.column),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}
