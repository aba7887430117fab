//! Where a walk over a tree is.

use std::fmt;

/// The way from the root of a tree, kept on the stack of whoever walks: it costs nothing until it is written down.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Path<'p>(Option<Step<'p>>);

#[derive(Debug, Clone, Copy)]
struct Step<'p> {
    parent: &'p Path<'p>,
    token: Token<'p>,
}

#[derive(Debug, Clone, Copy)]
enum Token<'p> {
    Key(&'p str),
    Index(usize),
}

impl<'p> Path<'p> {
    /// The whole document.
    pub(crate) const ROOT: Self = Self(None);

    /// A member of the object here.
    pub(crate) const fn key(&'p self, key: &'p str) -> Self {
        Self(Some(Step { parent: self, token: Token::Key(key) }))
    }

    /// An element of the array here.
    pub(crate) const fn index(&'p self, index: usize) -> Self {
        Self(Some(Step { parent: self, token: Token::Index(index) }))
    }
}

impl fmt::Display for Path<'_> {
    /// As a JSON Pointer (RFC 6901).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(step) = &self.0 else { return Ok(()) };
        step.parent.fmt(f)?;
        match step.token {
            Token::Key(key) => write!(f, "/{}", key.replace('~', "~0").replace('/', "~1")),
            Token::Index(index) => write!(f, "/{index}"),
        }
    }
}
