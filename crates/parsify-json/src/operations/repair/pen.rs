//! Copies the source, but for what is changed.

use super::change::Changes;
use super::code::RepairCode;

/// A place in the source and the result.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) out: usize,
}

/// What stands in the result where it is not settled yet what does: no result has this character.
const RESERVED: char = '\u{1}';

/// Writes the result along the source. What is neither kept nor noted as a change cannot be passed.
#[derive(Debug)]
pub(super) struct Pen<'a> {
    source: &'a str,
    at: usize,
    out: String,
    reserved: usize,
    pub(super) changes: Changes,
}

impl<'a> Pen<'a> {
    pub(super) fn new(source: &'a str, changes: Changes) -> Self {
        let out = String::with_capacity(source.len() + source.len() / 8);
        Self { source, at: 0, out, reserved: 0, changes }
    }

    pub(super) const fn source(&self) -> &'a str {
        self.source
    }

    /// Offset in the source.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    pub(super) const fn mark(&self) -> Mark {
        Mark { at: self.at, out: self.out.len() }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.source.len()
    }

    /// The source from one offset to another.
    pub(super) fn between(&self, start: usize, end: usize) -> &'a str {
        self.source.get(start..end).unwrap_or_default()
    }

    /// Takes so many bytes over.
    pub(super) fn keep(&mut self, length: usize) {
        let end = self.at + length;
        self.out.push_str(self.between(self.at, end));
        self.at = end;
    }

    /// Replaces so many bytes.
    pub(super) fn replace(&mut self, code: RepairCode, length: usize, after: &str) {
        self.changes.add(code, self.at, self.at + length, after);
        self.rewrite(length, after);
    }

    /// Replaces so many bytes within a change that is noted for all of it.
    pub(super) fn rewrite(&mut self, length: usize, after: &str) {
        self.out.push_str(after);
        self.at += length;
    }

    /// Notes what was rewritten since a mark as one change.
    pub(super) fn note_since(&mut self, code: RepairCode, start: Mark) {
        let after = self.out.get(start.out..).unwrap_or_default();
        self.changes.add(code, start.at, self.at, after);
    }

    /// Puts something in at a mark that only a gap separates from here, and gives the mark behind it.
    pub(super) fn insert(&mut self, mark: Mark, code: RepairCode, text: &str) -> Mark {
        self.changes.add(code, mark.at, mark.at, text);
        self.insert_noted(mark, text)
    }

    /// The same for what is noted already.
    pub(super) fn insert_noted(&mut self, mark: Mark, text: &str) -> Mark {
        self.out.insert_str(mark.out, text);
        Mark { at: mark.at, out: mark.out + text.len() }
    }

    /// Takes back one byte that was kept at a mark that only a gap separates from here.
    pub(super) fn take_back(&mut self, mark: Mark, code: RepairCode) {
        self.changes.add(code, mark.at, mark.at + 1, "");
        self.out.replace_range(mark.out..=mark.out, "");
    }

    /// Leaves room for a bracket, over so many bytes.
    pub(super) fn reserve(&mut self, length: usize) {
        self.out.push(RESERVED);
        self.reserved += 1;
        self.at += length;
    }

    /// Replaces a bracket of the result, or fills the room for one.
    pub(super) fn set_bracket(&mut self, out: usize, bracket: &str) {
        self.out.replace_range(out..=out, bracket);
    }

    /// The result; trimmed, if what stood around the document is gone: then its white space means nothing.
    pub(super) fn finish(self, trimmed: bool) -> (String, Changes) {
        let mut out = self.out;
        if self.reserved > 0 {
            out.retain(|found| found != RESERVED);
        }
        if trimmed {
            let text = out.trim();
            let ends_line = out.get(out.trim_end().len()..).is_some_and(|end| end.contains('\n'));
            out = format!("{text}{}", if ends_line { "\n" } else { "" });
        }
        (out, self.changes)
    }
}
