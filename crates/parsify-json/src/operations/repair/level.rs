//! Open brackets.

use super::pen::Mark;
use crate::core::Kind;

/// What opened a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    /// A bracket.
    Bracket,
    /// Nothing: members stand without braces.
    Nothing,
    /// Parentheses alone.
    Parenthesis,
    /// A name and a parenthesis.
    Call,
}

/// An open bracket.
#[derive(Debug)]
pub(super) struct Level {
    pub(super) kind: Kind,
    pub(super) opened: Opened,
    /// What closes it in the source.
    pub(super) closes: char,
    /// Where it was opened.
    pub(super) mark: Mark,
    /// Length of what opened it, in bytes.
    pub(super) length: usize,
    pub(super) entries: usize,
    /// How many braces more than one opened it.
    pub(super) doubled: usize,
}

impl Level {
    /// The bracket that closes it in the result.
    pub(super) const fn right(&self) -> &'static str {
        match self.kind {
            Kind::Object => "}",
            Kind::Array => "]",
        }
    }

    /// Whether it stands in parentheses, which become brackets only around several values.
    pub(super) const fn is_parenthesis(&self) -> bool {
        matches!(self.opened, Opened::Parenthesis | Opened::Call)
    }
}

/// How many levels are closed by each bracket.
#[derive(Debug, Default)]
pub(super) struct Open {
    braces: usize,
    brackets: usize,
    parentheses: usize,
}

impl Open {
    pub(super) const fn of(&mut self, closes: char) -> &mut usize {
        match closes {
            '}' => &mut self.braces,
            ']' => &mut self.brackets,
            _ => &mut self.parentheses,
        }
    }

    pub(super) const fn count(&self, closes: char) -> usize {
        match closes {
            '}' => self.braces,
            ']' => self.brackets,
            _ => self.parentheses,
        }
    }
}
