//! The nested document while it is put together.

use std::collections::HashMap;

use super::notation::{Arrays, KeyNotation, Notation, Part, Sparse};
use super::wtf8::text_of;
use crate::tree::{Object, Value};

/// What is known of each place. Nothing is sized by an index: an array comes to be when all of its elements are there.
pub(super) struct Nodes<'a> {
    nodes: Vec<Node<'a>>,
    /// From a node and a part to the node below.
    below: HashMap<(usize, Vec<u8>), usize>,
    /// The nodes that the last key leads through: the next one mostly leads through the first of them, too.
    trail: Vec<usize>,
    /// Whether elements and members in one place are a contradiction.
    strict: bool,
    sparse: Sparse,
}

#[derive(Default)]
struct Node<'a> {
    part: Vec<u8>,
    children: Vec<usize>,
    value: Option<Value<'a>>,
    /// Numbers of the first key that leads here, to a member, to an element.
    first: usize,
    named: Option<usize>,
    indexed: Option<usize>,
}

/// A value that cannot be put into its place.
pub(super) struct Clash<'a> {
    /// The number of the key that contradicts.
    pub(super) first: usize,
    /// The node where it does.
    at: usize,
    value: Value<'a>,
}

/// An index that does not follow.
pub(super) struct Gap {
    /// The number of a key that has it.
    pub(super) key: usize,
    /// The first index that is not there.
    pub(super) missing: usize,
}

impl<'a> Nodes<'a> {
    pub(super) fn new(notation: Notation<'_>, sparse: Sparse) -> Self {
        let strict = notation.keys == KeyNotation::Separated && notation.arrays == Arrays::Brackets;
        Self { nodes: vec![Node::default()], below: HashMap::new(), trail: Vec::new(), strict, sparse }
    }

    /// Puts a value in its place; `key` is the number of the key that says so.
    ///
    /// # Errors
    ///
    /// What contradicts.
    pub(super) fn add(&mut self, key: usize, parts: Vec<Part>, value: Value<'a>) -> Result<(), Clash<'a>> {
        let mut at = 0;
        for (level, Part { text, index }) in parts.into_iter().enumerate() {
            let node = &mut self.nodes[at];
            if node.value.is_some() {
                return Err(Clash { first: node.first, at, value });
            }
            let (own, other) = if index { (&mut node.indexed, node.named) } else { (&mut node.named, node.indexed) };
            own.get_or_insert(key);
            if let Some(other) = other.filter(|_| self.strict) {
                return Err(Clash { first: other, at, value });
            }
            at = match self.trail.get(level) {
                Some(&next) if self.nodes[next].part == text => next,
                _ => {
                    self.trail.truncate(level);
                    let next = self.child(at, text, key);
                    self.trail.push(next);
                    next
                }
            };
        }
        let node = &mut self.nodes[at];
        if node.value.is_some() || !node.children.is_empty() {
            return Err(Clash { first: node.first, at, value });
        }
        (node.value, node.first) = (Some(value), key);
        Ok(())
    }

    /// Gives a place that holds a value another one.
    pub(super) fn replace(&mut self, clash: Clash<'a>) {
        self.nodes[clash.at].value = Some(clash.value);
    }

    fn child(&mut self, parent: usize, part: Vec<u8>, key: usize) -> usize {
        let next = self.nodes.len();
        let id = *self.below.entry((parent, part)).or_insert_with_key(|(_, part)| {
            self.nodes.push(Node { part: part.clone(), first: key, ..Node::default() });
            next
        });
        if id == next {
            self.nodes[parent].children.push(id);
        }
        id
    }

    /// # Errors
    ///
    /// Indices with a gap, where that is one.
    pub(super) fn build(mut self) -> Result<Value<'a>, Gap> {
        self.below = HashMap::new();
        if self.nodes[0].children.is_empty() && self.nodes[0].value.is_none() {
            return Ok(Value::Object(Object::new()));
        }
        self.value(0)
    }

    /// Calls itself once for each level, of which there are no more than a tree may have.
    fn value(&mut self, id: usize) -> Result<Value<'a>, Gap> {
        let node = &mut self.nodes[id];
        if let Some(value) = node.value.take() {
            return Ok(value);
        }
        let children = std::mem::take(&mut node.children);
        if node.named.is_none() {
            match (self.places(&children), self.sparse) {
                (Ok(order), _) => {
                    return order.into_iter().map(|id| self.value(id)).collect::<Result<_, _>>().map(Value::Array);
                }
                (Err(gap), Sparse::Error) => return Err(gap),
                (Err(_), Sparse::Object) => {}
            }
        }
        let mut object = Object::with_capacity(children.len());
        for id in children {
            let key = text_of(std::mem::take(&mut self.nodes[id].part));
            object.push(key, self.value(id)?);
        }
        Ok(Value::Object(object))
    }

    /// The elements in their order.
    fn places(&self, children: &[usize]) -> Result<Vec<usize>, Gap> {
        let mut order = vec![None; children.len()];
        let mut beyond = None;
        for &id in children {
            let index = str::from_utf8(&self.nodes[id].part).ok().and_then(|digits| digits.parse::<usize>().ok());
            match index.and_then(|index| order.get_mut(index)) {
                Some(place) => *place = Some(id),
                None => beyond = beyond.or(Some(self.nodes[id].first)),
            }
        }
        match beyond {
            Some(key) => Err(Gap { key, missing: order.iter().position(Option::is_none).unwrap_or_default() }),
            None => Ok(order.into_iter().flatten().collect()),
        }
    }
}

/// How many levels of brackets a value has.
pub(super) fn nesting(value: &Value<'_>) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(nesting).max().unwrap_or_default(),
        Value::Object(object) => 1 + object.values().map(nesting).max().unwrap_or_default(),
        _ => 0,
    }
}
