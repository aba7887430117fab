//! A document without its nulls.

use super::event::{Event, Role};
use crate::comments::Spot;
use crate::sink::Kind;

/// Which nulls are removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    None,
    /// Members of objects.
    Members,
    /// Members of objects and elements of arrays.
    All,
}

/// Removes nulls from a stream, and their comments. A null that is the whole document stays.
///
/// A key waits for its value and a bracket for its first entry, since both may turn out to be needless; and so do the comments
/// before them.
#[derive(Debug)]
pub(super) struct Nulls {
    removal: Removal,
    pub removed: usize,
    /// How many comments belonged to what was removed.
    pub comments: usize,
    bracket: Option<Kind>,
    /// The key and the comments of the entry that comes.
    waiting: Vec<Event>,
    /// Whether a key is among them.
    keyed: bool,
    /// Whether the latest entry was removed.
    gone: bool,
    depth: usize,
}

impl Nulls {
    pub(super) const fn new(removal: Removal) -> Self {
        Self {
            removal,
            removed: 0,
            comments: 0,
            bracket: None,
            waiting: Vec::new(),
            keyed: false,
            gone: false,
            depth: 0,
        }
    }

    #[inline]
    pub(super) fn pass(&mut self, event: Event, mut next: impl FnMut(Event)) {
        if self.removal == Removal::None {
            return next(event);
        }
        match event {
            // Written anew, before each entry but the first.
            Event::Comma => self.gone = false,
            Event::Token(token) if token.role == Role::Key => {
                self.waiting.push(event);
                self.keyed = true;
            }
            Event::Token(token) if token.role == Role::Null && self.unwanted() => {
                self.comments += self.waiting.len() - usize::from(self.keyed);
                self.waiting.clear();
                (self.keyed, self.gone) = (false, true);
                self.removed += 1;
            }
            Event::Comment(Spot::Behind | Spot::End, _) if self.gone => self.comments += 1,
            Event::Comment(Spot::Behind | Spot::End, _) => next(event),
            Event::Comment(..) => self.waiting.push(event),
            Event::Token(_) | Event::Empty(_) => {
                self.entry(&mut next);
                next(event);
            }
            Event::Open(kind) => {
                self.entry(&mut next);
                self.bracket = Some(kind);
                self.depth += 1;
            }
            Event::Close(kind) => self.close(kind, &mut next),
        }
    }

    /// Sends the rest: the document has ended.
    pub(super) fn finish(&mut self, next: impl FnMut(Event)) {
        self.waiting.drain(..).for_each(next);
    }

    fn close(&mut self, kind: Kind, next: &mut impl FnMut(Event)) {
        self.depth -= 1;
        self.gone = false;
        match (self.bracket.take(), self.waiting.is_empty()) {
            (Some(_), true) => return next(Event::Empty(kind)),
            (Some(_), false) => next(Event::Open(kind)),
            (None, _) => {}
        }
        self.waiting.drain(..).for_each(&mut *next);
        next(Event::Close(kind));
    }

    const fn unwanted(&self) -> bool {
        self.keyed || (self.depth > 0 && matches!(self.removal, Removal::All))
    }

    /// Sends what waited for an entry.
    fn entry(&mut self, next: &mut impl FnMut(Event)) {
        match self.bracket.take() {
            Some(kind) => next(Event::Open(kind)),
            None if self.depth > 0 => next(Event::Comma),
            None => {}
        }
        self.waiting.drain(..).for_each(&mut *next);
        (self.keyed, self.gone) = (false, false);
    }
}
