//! Tokens as values that can wait.

use crate::sink::Kind;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Key,
    String,
    Number,
    Boolean,
    Null,
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
