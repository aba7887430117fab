//! What an expression says.

use super::pattern::Pattern;
use crate::tree::Value;

/// A query: where it starts, and its segments.
#[derive(Debug)]
pub(crate) struct Query {
    /// It starts at the document (`$`), not at the current node (`@`).
    pub(super) absolute: bool,
    pub(super) segments: Vec<Segment>,
}

impl Query {
    /// Whether it gives at most one node, by its form (section 2.3.5.1, `singular-query`).
    pub(super) fn is_singular(&self) -> bool {
        self.segments.iter().all(|segment| {
            !segment.descendant && matches!(segment.selectors[..], [Selector::Name(_) | Selector::Index(_)])
        })
    }
}

/// One step: selectors on the children of a node, or on those of all its descendants too.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) descendant: bool,
    pub(super) selectors: Vec<Selector>,
}

#[derive(Debug)]
pub(super) enum Selector {
    Name(String),
    Wildcard,
    Index(i64),
    Slice(Slice),
    Filter(Logical),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Slice {
    pub(super) start: Option<i64>,
    pub(super) end: Option<i64>,
    pub(super) step: i64,
}

/// What is true or false.
#[derive(Debug)]
pub(super) enum Logical {
    Or(Vec<Logical>),
    And(Vec<Logical>),
    Not(Box<Logical>),
    Compare(Box<(Operand, Comparison, Operand)>),
    /// The query gives a node.
    Exists(Query),
    /// `match` and `search`.
    Matches(Box<Matches>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// What is a value, or nothing.
#[derive(Debug)]
pub(super) enum Operand {
    Literal(Value<'static>),
    /// A singular query.
    Query(Query),
    /// `length`
    Length(Box<Operand>),
    /// `count`
    Count(Query),
    /// `value`
    Value(Query),
}

/// A text and the regular expression that it may match.
#[derive(Debug)]
pub(super) struct Matches {
    pub(super) text: Operand,
    pub(super) pattern: Pattern,
}
