//! Differences as a list.

use super::delta::{Delta, Elements, Member};
use super::node::Node;
use super::result::{CompareStatistics, Difference, DifferenceKind, told};
use crate::tree::{Pointer, Value};

/// A difference with the values as they are written.
#[derive(Debug)]
pub(super) struct Found<'v> {
    pub(super) kind: DifferenceKind,
    /// In the left document, or in the right one for what is added.
    pub(super) path: String,
    /// In the right document, when that is elsewhere.
    pub(super) right_path: Option<String>,
    /// Neither of both has a value when it is moved.
    pub(super) left: Option<&'v Value<'v>>,
    pub(super) right: Option<&'v Value<'v>>,
}

impl Found<'_> {
    pub(super) fn told(&self) -> Difference {
        let (left, left_text) = self.left.map(told).unwrap_or_default();
        let (right, right_text) = self.right.map(told).unwrap_or_default();
        let (kind, path, right_path) = (self.kind, self.path.clone(), self.right_path.clone());
        Difference { kind, path, right_path, left, right, left_text, right_text }
    }
}

/// Lists differences up to a number, and counts all.
#[derive(Debug)]
pub(super) struct List<'v> {
    most: usize,
    left: Pointer,
    right: Pointer,
    pub(super) found: Vec<Found<'v>>,
    pub(super) omitted: usize,
    pub(super) statistics: CompareStatistics,
}

impl<'v> List<'v> {
    pub(super) const fn new(most: usize) -> Self {
        Self {
            most,
            left: Pointer::root(),
            right: Pointer::root(),
            found: Vec::new(),
            omitted: 0,
            statistics: CompareStatistics {
                added: 0,
                removed: 0,
                changed: 0,
                moved: 0,
                left_values: 0,
                right_values: 0,
            },
        }
    }

    pub(super) fn pair(&mut self, left: &Node<'v>, right: &Node<'v>, delta: &Delta<'_, 'v>) {
        match delta {
            Delta::Same => {}
            Delta::Changed => self.note(DifferenceKind::Changed, Some(left), Some(right)),
            Delta::Object(members) => members.iter().for_each(|member| self.member(member)),
            Delta::Array(elements) => self.elements(elements),
        }
    }

    fn member(&mut self, member: &Member<'_, 'v>) {
        match member {
            Member::Removed(node) => self.removed(node),
            Member::Added(node) => self.added(node),
            Member::Within(left, right, delta) => self.within(left, right, delta),
        }
    }

    fn elements(&mut self, elements: &Elements<'_, 'v>) {
        let mut removed = elements.removed.iter().peekable();
        for place in &elements.places {
            // In the order of the left document, as far as there is one.
            while let Some(node) =
                removed.next_if(|node| !place.moved && place.left.is_some_and(|left| node.index() < left.index()))
            {
                self.removed(node);
            }
            match place.left {
                None => self.added(place.right),
                Some(left) => {
                    if place.moved {
                        self.moved(left, place.right);
                    }
                    self.within(left, place.right, &place.delta);
                }
            }
        }
        removed.for_each(|node| self.removed(node));
    }

    fn within(&mut self, left: &Node<'v>, right: &Node<'v>, delta: &Delta<'_, 'v>) {
        if delta.is_same() {
            return;
        }
        self.left.push(left.token_text());
        self.right.push(right.token_text());
        self.pair(left, right, delta);
        self.left.pop();
        self.right.pop();
    }

    fn removed(&mut self, node: &Node<'v>) {
        self.left.push(node.token_text());
        self.note(DifferenceKind::Removed, Some(node), None);
        self.left.pop();
    }

    fn added(&mut self, node: &Node<'v>) {
        self.right.push(node.token_text());
        self.note(DifferenceKind::Added, None, Some(node));
        self.right.pop();
    }

    fn moved(&mut self, left: &Node<'v>, right: &Node<'v>) {
        self.left.push(left.token_text());
        self.right.push(right.token_text());
        self.note(DifferenceKind::Moved, Some(left), Some(right));
        self.left.pop();
        self.right.pop();
    }

    fn note(&mut self, kind: DifferenceKind, left: Option<&Node<'v>>, right: Option<&Node<'v>>) {
        let count = match kind {
            DifferenceKind::Added => &mut self.statistics.added,
            DifferenceKind::Removed => &mut self.statistics.removed,
            DifferenceKind::Changed => &mut self.statistics.changed,
            DifferenceKind::Moved => &mut self.statistics.moved,
        };
        *count += 1;
        if self.found.len() == self.most {
            self.omitted += 1;
            return;
        }
        let path = if kind == DifferenceKind::Added { &self.right } else { &self.left };
        let both = matches!(kind, DifferenceKind::Changed | DifferenceKind::Moved);
        let value = |node: Option<&Node<'v>>| node.filter(|_| kind != DifferenceKind::Moved).map(|node| node.value);
        self.found.push(Found {
            kind,
            path: path.to_string(),
            right_path: (both && self.left != self.right).then(|| self.right.to_string()),
            left: value(left),
            right: value(right),
        });
    }
}
