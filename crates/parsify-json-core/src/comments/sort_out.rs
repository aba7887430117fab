//! The places of the comments between two tokens.

use super::{Comment, Spot};
use crate::dialect::{ends_line, is_line_end, starts_line};

/// What stands before comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Latest {
    /// Nothing.
    Start,
    Open,
    Key,
    Value,
    Comma,
}

/// What stands behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A key or a value.
    Entry,
    Comma,
    /// A closing bracket, or the end of the document.
    Close,
}

/// The comments between two tokens.
pub(super) struct Gap<'a> {
    pub(super) source: &'a str,
    /// At least one.
    pub(super) comments: &'a [Comment],
    pub(super) latest: Latest,
    pub(super) next: Next,
}

impl Gap<'_> {
    /// Each comment with its place: those in the line of what stands before belong to that, those in the line of what comes
    /// to that, and the others have lines of their own, before what comes.
    pub(super) fn sort_out(&self) -> Vec<(Spot, Comment)> {
        let lines = self.lines();
        let last = lines.len().saturating_sub(1);
        let mut placed = Vec::with_capacity(self.comments.len());
        for (index, line) in lines.into_iter().enumerate() {
            let starts = index > 0 || line.first().is_some_and(|first| starts_line(self.source, first.start));
            let ends = index < last || line.last().is_some_and(|last| self.ends(*last));
            let spot = match (starts, ends) {
                (true, true) => Spot::Line,
                (true, false) => self.of_next(),
                (false, true) => self.of_latest(),
                (false, false) => self.between(),
            };
            let others = if spot == Spot::Line { Spot::Joined } else { spot };
            placed.extend(line.iter().enumerate().map(|(index, it)| (if index == 0 { spot } else { others }, *it)));
        }
        placed
    }

    /// The comments, line by line.
    fn lines(&self) -> Vec<&[Comment]> {
        let same_line = |one: &Comment, other: &Comment| {
            let between = self.source.get(one.end..other.start).unwrap_or_default();
            !one.is_line(self.source) && !between.contains(is_line_end)
        };
        self.comments.chunk_by(same_line).collect()
    }

    fn ends(&self, last: Comment) -> bool {
        last.is_line(self.source) || ends_line(self.source, last.end)
    }

    const fn of_next(&self) -> Spot {
        match self.next {
            Next::Close => Spot::Line,
            Next::Entry | Next::Comma => Spot::Before,
        }
    }

    const fn of_latest(&self) -> Spot {
        match self.latest {
            Latest::Value | Latest::Comma => Spot::End,
            Latest::Open => Spot::Opening,
            Latest::Key | Latest::Start => Spot::Line,
        }
    }

    const fn between(&self) -> Spot {
        match self.latest {
            Latest::Value => Spot::Behind,
            Latest::Comma | Latest::Key | Latest::Open | Latest::Start => self.of_next(),
        }
    }
}
