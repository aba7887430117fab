//! From segments to nodes.

use std::cell::Cell;

use parsify_error::Failure;

use super::ast::{Query, Segment, Selector, Slice};
use crate::query::budget::Budget;
use crate::query::duplicates::{members, shadowing};
use crate::query::trail::{Path, Step, further};
use crate::tree::{Object, Text, Value};

/// A value of the document, and how the query got there.
#[derive(Clone, Debug)]
pub(crate) struct Node<'t> {
    pub(crate) value: &'t Value<'t>,
    pub(crate) path: Path<'t>,
}

/// What a query selects of a document.
#[derive(Debug)]
pub(crate) struct Selected<'t> {
    pub(crate) nodes: Vec<Node<'t>>,
    /// A key that stands twice was met, and the last one taken.
    pub(crate) duplicates: bool,
    /// A pattern was met that is no regular expression, and so nothing matches it.
    pub(crate) bad_pattern: Option<String>,
}

/// Evaluates a query, with paths when they are wanted.
pub(crate) fn evaluate<'t>(
    query: &Query,
    document: &'t Value<'t>,
    paths: bool,
    budget: &Budget,
) -> Result<Selected<'t>, Failure> {
    let evaluator = Evaluator { document, budget, duplicates: Cell::new(false), bad_pattern: Cell::new(None) };
    let start = Node { value: document, path: None };
    let nodes = evaluator.query(query, start, paths)?;
    let (duplicates, bad_pattern) = (evaluator.duplicates.get(), evaluator.bad_pattern.take());
    Ok(Selected { nodes, duplicates, bad_pattern })
}

pub(super) struct Evaluator<'t, 'b> {
    document: &'t Value<'t>,
    pub(super) budget: &'b Budget,
    duplicates: Cell<bool>,
    pub(super) bad_pattern: Cell<Option<String>>,
}

impl<'t> Evaluator<'t, '_> {
    /// The nodes of a query in a filter, without their paths.
    pub(super) fn nodes(&self, query: &Query, current: &'t Value<'t>) -> Result<Vec<Node<'t>>, Failure> {
        self.query(query, Node { value: current, path: None }, false)
    }

    fn query(&self, query: &Query, current: Node<'t>, paths: bool) -> Result<Vec<Node<'t>>, Failure> {
        let start = if query.absolute { Node { value: self.document, path: None } } else { current };
        let mut nodes = vec![start];
        for segment in &query.segments {
            let mut next = Output { nodes: Vec::new(), paths, budget: self.budget };
            for node in nodes {
                self.segment(segment, &node, &mut next)?;
            }
            nodes = next.nodes;
        }
        Ok(nodes)
    }

    fn segment(&self, segment: &Segment, node: &Node<'t>, output: &mut Output<'t, '_>) -> Result<(), Failure> {
        for selector in &segment.selectors {
            self.select(selector, node, output)?;
        }
        if segment.descendant {
            self.each_child(node, output.paths, |child| self.segment(segment, &child, output))?;
        }
        Ok(())
    }

    fn select(&self, selector: &Selector, node: &Node<'t>, output: &mut Output<'t, '_>) -> Result<(), Failure> {
        self.budget.step()?;
        match (selector, node.value) {
            (Selector::Name(name), Value::Object(object)) => self.member(object, name, node, output),
            (Selector::Index(index), Value::Array(elements)) => match position(*index, elements.len()) {
                Some(place) => output.push(&elements[place], node, Step::Index(place)),
                None => Ok(()),
            },
            (Selector::Slice(slice), Value::Array(elements)) => places(*slice, elements.len())
                .try_for_each(|place| output.push(&elements[place], node, Step::Index(place))),
            (Selector::Wildcard, _) => self.each_child(node, output.paths, |child| output.add(child)),
            (Selector::Filter(logical), _) => self.each_child(node, output.paths, |child| {
                if self.holds(logical, child.value)? { output.add(child) } else { Ok(()) }
            }),
            _ => Ok(()),
        }
    }

    fn member(
        &self,
        object: &'t Object<'t>,
        name: &str,
        node: &Node<'t>,
        output: &mut Output<'t, '_>,
    ) -> Result<(), Failure> {
        self.budget.steps(object.len() / 8)?;
        match find(object, name) {
            Some((key, value)) => output.push(value, node, Step::Key(key)),
            None => Ok(()),
        }
    }

    /// Calls a function with each child of a node, in their order.
    fn each_child(
        &self,
        node: &Node<'t>,
        paths: bool,
        mut act: impl FnMut(Node<'t>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let child = |value, step| Node { value, path: if paths { further(&node.path, step) } else { None } };
        match node.value {
            Value::Array(elements) => {
                self.budget.steps(elements.len())?;
                elements.iter().enumerate().try_for_each(|(place, value)| act(child(value, Step::Index(place))))
            }
            Value::Object(object) => {
                self.budget.steps(object.len())?;
                if !self.duplicates.get() {
                    self.duplicates.set(shadowing(object).is_some());
                }
                members(object).try_for_each(|(key, value)| act(child(value, Step::Key(key))))
            }
            _ => Ok(()),
        }
    }
}

/// The nodes of a segment, as they are found.
struct Output<'t, 'b> {
    nodes: Vec<Node<'t>>,
    paths: bool,
    budget: &'b Budget,
}

impl<'t> Output<'t, '_> {
    fn push(&mut self, value: &'t Value<'t>, parent: &Node<'t>, step: Step<'t>) -> Result<(), Failure> {
        self.budget.step()?;
        let path = if self.paths { further(&parent.path, step) } else { None };
        self.add(Node { value, path })
    }

    fn add(&mut self, node: Node<'t>) -> Result<(), Failure> {
        self.nodes.push(node);
        self.budget.results(self.nodes.len())
    }
}

/// The last member of this name.
fn find<'t>(object: &'t Object<'t>, name: &str) -> Option<(&'t Text<'t>, &'t Value<'t>)> {
    object.iter().rfind(|(key, _)| key.is(name))
}

/// Where an index points to in an array of this length; negative ones count from the end.
fn position(index: i64, length: usize) -> Option<usize> {
    let size = usize::try_from(index.unsigned_abs()).ok()?;
    let place = if index < 0 { length.checked_sub(size)? } else { size };
    (place < length).then_some(place)
}

/// The places that a slice selects (section 2.3.4.2.2).
fn places(slice: Slice, length: usize) -> impl Iterator<Item = usize> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let Slice { start, end, step } = slice;
    let normal = |index: i64| if index < 0 { index.saturating_add(length) } else { index };
    let (first, end) = if step >= 0 {
        (normal(start.unwrap_or(0)).clamp(0, length), normal(end.unwrap_or(length)).clamp(0, length))
    } else {
        let last = length - 1;
        (normal(start.unwrap_or(last)).clamp(-1, last), end.map_or(-1, normal).clamp(-1, last))
    };
    let within = move |place: &i64| if step > 0 { *place < end } else { step < 0 && *place > end };
    std::iter::successors(Some(first), move |place| place.checked_add(step))
        .take_while(within)
        .filter_map(|place| usize::try_from(place).ok())
}
