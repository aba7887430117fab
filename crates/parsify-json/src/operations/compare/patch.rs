//! A JSON Patch (RFC 6902) that makes the right document of the left one.

use super::delta::{Delta, Elements, Member};
use super::node::{Node, Token};
use super::ranks::Ranks;
use crate::tree::{Object, Pointer, Value};

/// The operations; applied in their order they give what `delta` says.
pub(super) fn patch<'v>(left: &Node<'v>, right: &Node<'v>, delta: &Delta<'_, 'v>, ordered: bool) -> Value<'v> {
    let mut writing = Writing { place: Pointer::root(), operations: Vec::new(), ordered };
    writing.pair(left, right, delta);
    Value::Array(writing.operations)
}

struct Writing<'v> {
    /// Where the value is when the next operation is applied.
    place: Pointer,
    operations: Vec<Value<'v>>,
    /// Whether the order of elements counts.
    ordered: bool,
}

impl<'v> Writing<'v> {
    fn pair(&mut self, left: &Node<'v>, right: &Node<'v>, delta: &Delta<'_, 'v>) {
        match delta {
            Delta::Same => {}
            Delta::Changed => self.write("replace", None, Some(right.value)),
            // Such a key cannot be said in a pointer.
            Delta::Object(members) if members.iter().any(Member::is_unspeakable) => {
                self.write("replace", None, Some(right.value));
            }
            Delta::Object(members) => members.iter().for_each(|member| self.member(member)),
            Delta::Array(elements) if self.ordered => self.elements(left, elements),
            Delta::Array(elements) => self.unordered(elements),
        }
    }

    fn member(&mut self, member: &Member<'_, 'v>) {
        match member {
            Member::Removed(node) => self.at(node.token_text(), |it| it.write("remove", None, None)),
            Member::Added(node) => self.at(node.token_text(), |it| it.write("add", None, Some(node.value))),
            Member::Within(left, right, delta) => self.at(left.token_text(), |it| it.pair(left, right, delta)),
        }
    }

    /// Removes what goes, from the end, and then puts every element into its place from the start.
    fn elements(&mut self, left: &Node<'v>, elements: &Elements<'_, 'v>) {
        let length = left.value.as_array().map_or(0, Vec::len);
        let mut ranks = Ranks::new(length);
        for node in elements.removed.iter().rev() {
            self.at(node.index().to_string(), |it| it.write("remove", None, None));
            ranks.remove(node.index());
        }
        // Behind which element on the left the next one goes.
        let mut behind = 0;
        // Where each element that is not moved stood, and how many were placed before it.
        let mut anchors: Vec<(usize, usize)> = Vec::new();
        for (placed, place) in elements.places.iter().enumerate() {
            match place.left {
                Some(node) if !place.moved => {
                    behind = node.index() + 1;
                    ranks.remove(node.index());
                    anchors.push((node.index(), placed));
                    self.at((placed + ranks.below(behind)).to_string(), |it| it.pair(node, place.right, &place.delta));
                }
                Some(node) => {
                    let before = placed_before(&anchors, node.index(), placed);
                    let from = before + ranks.below(node.index());
                    ranks.remove(node.index());
                    let to = placed + ranks.below(behind);
                    self.relocate(from, to);
                    self.at(to.to_string(), |it| it.pair(node, place.right, &place.delta));
                }
                None => {
                    let to = placed + ranks.below(behind);
                    self.at(to.to_string(), |it| it.write("add", None, Some(place.right.value)));
                }
            }
        }
    }

    fn relocate(&mut self, from: usize, to: usize) {
        if from != to {
            let source = self.place.child(from.to_string()).to_string();
            self.at(to.to_string(), |it| it.write("move", Some(source), None));
        }
    }

    /// What stays keeps its place; what is new comes to the end.
    fn unordered(&mut self, elements: &Elements<'_, 'v>) {
        for place in &elements.places {
            if let Some(left) = place.left {
                self.at(left.index().to_string(), |it| it.pair(left, place.right, &place.delta));
            }
        }
        for node in elements.removed.iter().rev() {
            self.at(node.index().to_string(), |it| it.write("remove", None, None));
        }
        for place in elements.places.iter().filter(|place| place.left.is_none()) {
            self.at("-".to_owned(), |it| it.write("add", None, Some(place.right.value)));
        }
    }

    fn at(&mut self, token: String, write: impl FnOnce(&mut Self)) {
        self.place.push(token);
        write(self);
        self.place.pop();
    }

    fn write(&mut self, op: &'static str, from: Option<String>, value: Option<&'v Value<'v>>) {
        let mut operation = Object::with_capacity(3);
        operation.push("op", op);
        if let Some(from) = from {
            operation.push("from", from);
        }
        operation.push("path", self.place.to_string());
        if let Some(value) = value {
            operation.push("value", value.clone());
        }
        self.operations.push(Value::Object(operation));
    }
}

/// How many placed elements stand before one that still waits at `index`: those up to the first that stays behind it.
fn placed_before(anchors: &[(usize, usize)], index: usize, placed: usize) -> usize {
    let next = anchors.partition_point(|(left, _)| *left < index);
    anchors.get(next).map_or(placed, |(_, before)| *before)
}

impl Member<'_, '_> {
    /// Whether its key holds one half of a surrogate pair.
    fn is_unspeakable(&self) -> bool {
        let (Self::Removed(node) | Self::Added(node) | Self::Within(node, ..)) = self;
        matches!(node.token, Token::Key(key, _) if key.to_str().is_err())
    }
}
