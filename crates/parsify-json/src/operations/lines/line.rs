//! The lines of a document.

use crate::core::{Problem, is_json};
use crate::tree::{DEPTH, Value, parse};

/// A line with something in it.
#[derive(Debug, Clone, Copy)]
pub(in crate::operations) struct Line<'a> {
    /// From 1; all lines are counted.
    pub(in crate::operations) number: usize,
    /// Where it starts in the document, in bytes.
    pub(in crate::operations) offset: usize,
    /// Without its line break, and without white space around.
    pub(in crate::operations) text: &'a str,
}

/// The lines that have something in them.
pub(in crate::operations) fn lines(source: &str) -> impl Iterator<Item = Line<'_>> {
    let mut offset = 0;
    source.split('\n').enumerate().filter_map(move |(index, line)| {
        let start = offset;
        offset += line.len() + 1;
        // The white space of JSON; what else looks like space is a problem of its line.
        let space = |found: char| matches!(found, ' ' | '\t' | '\r');
        let trimmed = line.trim_start_matches(space);
        let offset = start + (line.len() - trimmed.len());
        let text = trimmed.trim_end_matches(space);
        (!text.is_empty()).then_some(Line { number: index + 1, offset, text })
    })
}

impl<'a> Line<'a> {
    /// # Errors
    ///
    /// The first problem, with its place in the whole document.
    pub(in crate::operations) fn parse(&self) -> Result<Value<'a>, Box<Problem>> {
        parse(self.text).map_err(|problem| self.moved(problem))
    }

    /// The same without a tree.
    pub(in crate::operations) fn check(&self) -> Result<(), Box<Problem>> {
        if is_json(self.text, DEPTH) { Ok(()) } else { self.parse().map(drop) }
    }

    /// Columns stay those of what the line holds after white space, which JSON Lines do not start with.
    fn moved(&self, mut problem: Box<Problem>) -> Box<Problem> {
        problem.line += self.number - 1;
        problem.offset += self.offset;
        if let Some(related) = &mut problem.related {
            related.line += self.number - 1;
            related.offset += self.offset;
        }
        problem
    }
}
