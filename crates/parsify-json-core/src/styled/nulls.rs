//! A document without its nulls.

use super::event::{Event, Role, Token};
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

/// Removes nulls from a stream. A null that is the whole document stays.
///
/// A key waits for its value and a bracket for its first entry, since both may turn out to be needless.
#[derive(Debug)]
pub(super) struct Nulls {
    removal: Removal,
    pub removed: usize,
    bracket: Option<Kind>,
    key: Option<Token>,
    depth: usize,
}

impl Nulls {
    pub(super) const fn new(removal: Removal) -> Self {
        Self { removal, removed: 0, bracket: None, key: None, depth: 0 }
    }

    #[inline]
    pub(super) fn pass(&mut self, event: Event, mut next: impl FnMut(Event)) {
        if self.removal == Removal::None {
            return next(event);
        }
        match event {
            // Written anew, before each entry but the first.
            Event::Comma => {}
            Event::Token(token) if token.role == Role::Key => self.key = Some(token),
            Event::Token(token) if token.role == Role::Null && self.unwanted() => {
                self.key = None;
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
                next(if self.bracket.take().is_some() { Event::Empty(kind) } else { event });
            }
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
        if let Some(key) = self.key.take() {
            next(Event::Token(key));
        }
    }
}
