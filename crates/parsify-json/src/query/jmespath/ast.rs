//! What an expression says.

use super::function::Function;
use crate::query::fault::{Fault, NESTING};
use crate::tree::Value;

/// A part of an expression, and where it stands.
#[derive(Debug)]
pub(crate) struct Node {
    pub(super) at: usize,
    /// How many levels of parts are in it.
    depth: usize,
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// `@`
    Current,
    Literal(Value<'static>),
    Field(String),
    Index(i64),
    Slice(Slice),
    /// `a.b | c`: each on the result of the one before.
    Chain(Vec<Node>),
    Or(Vec<Node>),
    And(Vec<Node>),
    Not(Box<Node>),
    Compare(Box<(Node, Comparison, Node)>),
    /// `[a, b]`
    List(Vec<Node>),
    /// `{a: b}`
    Hash(Vec<(String, Node)>),
    /// `a[]`, without what follows.
    Flatten(Box<Node>),
    Project(Box<Projection>),
    Call(Function, Vec<Node>),
    /// `&a`, an argument.
    Expression(Box<Node>),
}

/// What is done to each element.
#[derive(Debug)]
pub(super) struct Projection {
    pub(super) source: Node,
    pub(super) over: Over,
    pub(super) then: Node,
}

#[derive(Debug)]
pub(super) enum Over {
    /// The elements of a list.
    Elements,
    /// The values of an object.
    Values,
    /// The elements of a list for which this is true.
    Matching(Node),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Slice {
    pub(super) start: Option<i64>,
    pub(super) stop: Option<i64>,
    pub(super) step: i64,
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

impl Node {
    /// A part, unless it is nested too deeply.
    pub(super) fn new(at: usize, kind: Kind) -> Result<Self, Fault> {
        let depth = 1 + kind.depth();
        if depth > NESTING { Err(Fault::too_deep(at)) } else { Ok(Self { at, depth, kind }) }
    }
}

impl Kind {
    fn depth(&self) -> usize {
        let most = |nodes: &[Node]| nodes.iter().map(|node| node.depth).max().unwrap_or_default();
        match self {
            Self::Current | Self::Literal(_) | Self::Field(_) | Self::Index(_) | Self::Slice(_) => 0,
            Self::Chain(nodes) | Self::Or(nodes) | Self::And(nodes) | Self::List(nodes) | Self::Call(_, nodes) => {
                most(nodes)
            }
            Self::Hash(members) => members.iter().map(|(_, node)| node.depth).max().unwrap_or_default(),
            Self::Not(node) | Self::Flatten(node) | Self::Expression(node) => node.depth,
            Self::Compare(compare) => compare.0.depth.max(compare.2.depth),
            Self::Project(project) => {
                let condition = if let Over::Matching(node) = &project.over { node.depth } else { 0 };
                project.source.depth.max(project.then.depth).max(condition)
            }
        }
    }
}
