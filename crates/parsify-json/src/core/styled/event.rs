//! Tokens as values that can wait.

use crate::core::comments::Spot;
use crate::core::dialect::Comment;
use crate::core::sink::Kind;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Key,
    String,
    Number,
    Boolean,
    Null,
    Comment,
}

/// A token of the source: `source[start..end]`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) role: Role,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// One step of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Event {
    Open(Kind),
    Close(Kind),
    Empty(Kind),
    Comma,
    Token(Token),
    Comment(Spot, Comment),
}
