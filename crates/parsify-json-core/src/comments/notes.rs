//! The index of a document with comments.

use super::sort_out::{Gap, Latest, Next};
use super::{Comment, Spot};
use crate::scan::{Number, Text};
use crate::sink::{Kind, Sink};
use crate::sorting::Tape;

/// What of a node a comment belongs to, in the order of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// It stands before it.
    Ahead,
    /// It stands before a container's first entry.
    Opening,
    /// It stands before a container's end.
    Closing,
    /// It stands after it.
    After,
}

/// A comment with its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Note {
    node: usize,
    stage: Stage,
    pub spot: Spot,
    pub comment: Comment,
}

/// The comments of an index, by nodes.
#[derive(Debug, Default)]
pub struct Notes(Vec<Note>);

impl Notes {
    pub const NONE: &Self = &Self(Vec::new());

    #[inline(always)]
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a container without entries has no comments in it either.
    pub(crate) fn leave_empty(&self, node: usize) -> bool {
        self.is_empty() || (self.of(node, Stage::Opening).is_empty() && self.of(node, Stage::Closing).is_empty())
    }

    /// The comments of a node.
    pub(crate) fn of(&self, node: usize, stage: Stage) -> &[Note] {
        let start = self.0.partition_point(|note| (note.node, note.stage) < (node, stage));
        let rest = self.0.get(start..).unwrap_or_default();
        let end = rest.iter().take_while(|note| (note.node, note.stage) == (node, stage)).count();
        rest.get(..end).unwrap_or_default()
    }
}

/// The sink that keeps an index, and the comments with their places.
#[derive(Debug)]
pub struct Noted<'a> {
    source: &'a str,
    tape: Tape,
    notes: Vec<Note>,
    /// Comments since the latest token or comma.
    gap: Vec<Comment>,
    latest: Latest,
    /// Comments that belong to the entry that comes.
    ahead: Vec<(Spot, Comment)>,
    /// Indices of the open containers, each with that of its latest entry.
    open: Vec<(usize, usize)>,
}

impl<'a> Noted<'a> {
    /// For a source.
    pub fn new(source: &'a str) -> Self {
        let tape = Tape::new(source.len());
        let (notes, gap, ahead, open) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { source, tape, notes, gap, latest: Latest::Start, ahead, open }
    }

    /// The comments since the latest token.
    pub fn waiting(self) -> Vec<Comment> {
        self.gap
    }

    /// The index, and its comments in the order of their nodes.
    pub fn finish(mut self) -> (Tape, Notes) {
        self.settle(Next::Close);
        self.foot(0, Stage::After);
        // Those of one line with their entry come last; all others keep their order.
        self.notes.sort_by_key(|note| (note.node, note.stage, note.spot == Spot::Before));
        (self.tape, Notes(self.notes))
    }

    /// The entry that comes.
    fn entry(&mut self) {
        self.settle(Next::Entry);
        let node = self.tape.nodes.len();
        if self.latest != Latest::Key
            && let Some((_, entry)) = self.open.last_mut()
        {
            *entry = node;
        }
        for (spot, comment) in self.ahead.drain(..) {
            self.notes.push(Note { node, stage: Stage::Ahead, spot, comment });
        }
        self.latest = Latest::Value;
    }

    /// Finds the places of the comments before what comes.
    fn settle(&mut self, next: Next) {
        if self.gap.is_empty() {
            return;
        }
        let gap = Gap { source: self.source, comments: &self.gap, latest: self.latest, next };
        let (container, entry) = self.open.last().copied().unwrap_or_default();
        for (spot, comment) in gap.sort_out() {
            let (node, stage) = match (spot, self.latest) {
                (Spot::Opening, _) => (container, Stage::Opening),
                (Spot::Line | Spot::Joined, Latest::Key) => (entry, Stage::Ahead),
                (Spot::End, _) if self.is_closed(entry) => {
                    self.ahead.push((Spot::Line, comment));
                    continue;
                }
                (Spot::Behind | Spot::End, _) => (entry, Stage::After),
                (Spot::Line | Spot::Joined | Spot::Before, _) => {
                    self.ahead.push((spot, comment));
                    continue;
                }
            };
            self.notes.push(Note { node, stage, spot, comment });
        }
        self.gap.clear();
    }

    /// Whether a comment stands behind the entry that takes the rest of its line.
    fn is_closed(&self, entry: usize) -> bool {
        let latest = self.notes.last();
        latest.is_some_and(|it| (it.node, it.stage) == (entry, Stage::After) && it.comment.is_line(self.source))
    }

    /// No entry comes any more: gives what waits for one to a container.
    fn foot(&mut self, node: usize, stage: Stage) {
        for (spot, comment) in self.ahead.drain(..) {
            let spot = if spot == Spot::Before { Spot::Line } else { spot };
            self.notes.push(Note { node, stage, spot, comment });
        }
    }
}

impl Sink for Noted<'_> {
    fn open(&mut self, kind: Kind) {
        self.entry();
        self.open.push((self.tape.nodes.len(), self.tape.nodes.len()));
        self.tape.open(kind);
        self.latest = Latest::Open;
    }

    fn close(&mut self, kind: Kind) {
        self.settle(Next::Close);
        if let Some((container, _)) = self.open.pop() {
            self.foot(container, Stage::Closing);
        }
        self.tape.close(kind);
        self.latest = Latest::Value;
    }

    fn empty(&mut self, kind: Kind) {
        self.entry();
        self.tape.empty(kind);
    }

    fn comma(&mut self) {
        self.settle(Next::Comma);
        self.latest = Latest::Comma;
    }

    fn key(&mut self, start: usize, text: Text) {
        self.entry();
        self.tape.key(start, text);
        self.latest = Latest::Key;
    }

    fn string(&mut self, start: usize, text: Text) {
        self.entry();
        self.tape.string(start, text);
    }

    fn number(&mut self, start: usize, number: Number) {
        self.entry();
        self.tape.number(start, number);
    }

    fn literal(&mut self, start: usize, end: usize) {
        self.entry();
        self.tape.literal(start, end);
    }

    fn keeps_comments(&self) -> bool {
        true
    }

    fn comment(&mut self, comment: Comment) {
        self.gap.push(comment);
    }
}
