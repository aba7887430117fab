//! The parts of a document that are compared.

use crate::tree::{Id, Text, Value};

/// A value with its number and with those of its entries that are compared.
#[derive(Debug)]
pub(super) struct Node<'v> {
    pub(super) token: Token<'v>,
    pub(super) value: &'v Value<'v>,
    /// The same as that of another node exactly if both are equal by the options, tolerance aside.
    pub(super) id: Id,
    /// What it is known by among the elements of an array.
    pub(super) identity: Option<Id>,
    /// Whether it is compared itself, or something in it is.
    pub(super) counts: bool,
    pub(super) entries: Vec<Node<'v>>,
}

/// How a value stands in its container.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token<'v> {
    Document,
    Index(usize),
    /// A key and the number of it, or of its lower-case form.
    Key(&'v Text<'v>, Id),
}

impl Node<'_> {
    pub(super) fn index(&self) -> usize {
        match self.token {
            Token::Index(index) => index,
            Token::Document | Token::Key(..) => 0,
        }
    }

    /// The token of a JSON Pointer.
    pub(super) fn token_text(&self) -> String {
        match self.token {
            Token::Document => String::new(),
            Token::Index(index) => index.to_string(),
            Token::Key(key, _) => key.to_str_lossy().into_owned(),
        }
    }
}
