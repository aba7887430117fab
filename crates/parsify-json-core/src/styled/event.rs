//! Tokens as values that can wait.

use crate::comments::Spot;
use crate::sink::Kind;

/// What a token is. Comments are tokens, too, because what waits should be small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Key,
    String,
    Number,
    Boolean,
    Null,
    Comment(Spot),
}

/// A token of the source: `source[start..end]`.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub role: Role,
    pub start: usize,
    pub end: usize,
}

/// One step of a document.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event {
    Open(Kind),
    Close(Kind),
    Empty(Kind),
    Comma,
    Token(Token),
}

impl Event {
    /// The place of a comment, if it is one.
    #[inline(always)]
    pub(crate) const fn spot(self) -> Option<Spot> {
        match self {
            Self::Token(Token { role: Role::Comment(spot), .. }) => Some(spot),
            _ => None,
        }
    }
}
