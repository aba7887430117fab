//! A document without its nulls.

use super::event::{Event, Role, Token};
use crate::comments::Spot;
use crate::sink::Kind;

/// Which nulls are removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// None of them.
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
    key: Option<Token>,
    /// The comments of the entry that comes, and how many of them stand before its key.
    waiting: Vec<Event>,
    before_key: usize,
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
            key: None,
            waiting: Vec::new(),
            before_key: 0,
            gone: false,
            depth: 0,
        }
    }

    #[inline]
    pub(super) fn pass(&mut self, event: Event, mut next: impl FnMut(Event)) {
        if self.removal == Removal::None {
            return next(event);
        }
        if let Some(spot) = event.spot() {
            return self.comment(event, spot, next);
        }
        match event {
            // Written anew, before each entry but the first.
            Event::Comma => self.gone = false,
            Event::Token(token) if matches!(token.role, Role::Key) => {
                self.key = Some(token);
                self.before_key = self.waiting.len();
            }
            Event::Token(token) if matches!(token.role, Role::Null) && self.unwanted() => {
                self.comments += self.waiting.len();
                self.waiting.clear();
                (self.key, self.gone) = (None, true);
                self.removed += 1;
            }
            Event::Token(_) | Event::Empty(_) => {
                self.entry(&mut next);
                next(event);
            }
            Event::Open(kind) => {
                self.entry(&mut next);
                self.bracket = Some(kind);
                self.depth += 1;
            }
            Event::Close(kind) => {
                self.depth -= 1;
                self.gone = false;
                if self.bracket.take().is_some() {
                    if self.waiting.is_empty() {
                        return next(Event::Empty(kind));
                    }
                    next(Event::Open(kind));
                }
                self.finish(&mut next);
                next(event);
            }
        }
    }

    /// Sends the comments that no entry follows.
    pub(crate) fn finish(&mut self, next: impl FnMut(Event)) {
        self.waiting.drain(..).for_each(next);
    }

    #[cold]
    fn comment(&mut self, event: Event, spot: Spot, mut next: impl FnMut(Event)) {
        match spot {
            Spot::Behind | Spot::End if self.gone => self.comments += 1,
            Spot::Behind | Spot::End => next(event),
            Spot::Line | Spot::Joined | Spot::Before | Spot::Opening => self.waiting.push(event),
        }
    }

    const fn unwanted(&self) -> bool {
        self.key.is_some() || (self.depth > 0 && matches!(self.removal, Removal::All))
    }

    /// Sends what waited for an entry.
    fn entry(&mut self, next: &mut impl FnMut(Event)) {
        match self.bracket.take() {
            Some(kind) => next(Event::Open(kind)),
            None if self.depth > 0 => next(Event::Comma),
            None => {}
        }
        self.gone = false;
        let key = self.key.take().map(Event::Token);
        if self.waiting.is_empty() {
            return key.into_iter().for_each(next);
        }
        let behind = if key.is_some() { self.before_key } else { 0 };
        self.waiting.drain(..behind).chain(key).for_each(&mut *next);
        self.finish(next);
    }
}
