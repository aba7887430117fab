//! Differences as a list.

use super::delta::{Delta, Elements, Member};
use super::node::Node;
use super::result::{CompareStatistics, Difference, DifferenceKind, told};
use crate::tree::Pointer;

/// Lists differences up to a number, and counts all.
#[derive(Debug)]
pub(super) struct List {
    most: usize,
    left: Pointer,
    right: Pointer,
    pub(super) differences: Vec<Difference>,
    pub(super) omitted: usize,
    pub(super) statistics: CompareStatistics,
}

impl List {
    pub(super) const fn new(most: usize) -> Self {
        Self {
            most,
            left: Pointer::root(),
            right: Pointer::root(),
            differences: Vec::new(),
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

    pub(super) fn pair(&mut self, left: &Node<'_>, right: &Node<'_>, delta: &Delta<'_, '_>) {
        match delta {
            Delta::Same => {}
            Delta::Changed => self.note(DifferenceKind::Changed, Some(left), Some(right)),
            Delta::Object(members) => members.iter().for_each(|member| self.member(member)),
            Delta::Array(elements) => self.elements(elements),
        }
    }

    fn member(&mut self, member: &Member<'_, '_>) {
        match member {
            Member::Removed(node) => self.removed(node),
            Member::Added(node) => self.added(node),
            Member::Within(left, right, delta) => self.within(left, right, delta),
        }
    }

    fn elements(&mut self, elements: &Elements<'_, '_>) {
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

    fn within(&mut self, left: &Node<'_>, right: &Node<'_>, delta: &Delta<'_, '_>) {
        if delta.is_same() {
            return;
        }
        self.left.push(left.token_text());
        self.right.push(right.token_text());
        self.pair(left, right, delta);
        self.left.pop();
        self.right.pop();
    }

    fn removed(&mut self, node: &Node<'_>) {
        self.left.push(node.token_text());
        self.note(DifferenceKind::Removed, Some(node), None);
        self.left.pop();
    }

    fn added(&mut self, node: &Node<'_>) {
        self.right.push(node.token_text());
        self.note(DifferenceKind::Added, None, Some(node));
        self.right.pop();
    }

    fn moved(&mut self, left: &Node<'_>, right: &Node<'_>) {
        self.left.push(left.token_text());
        self.right.push(right.token_text());
        self.note(DifferenceKind::Moved, Some(left), Some(right));
        self.left.pop();
        self.right.pop();
    }

    fn note(&mut self, kind: DifferenceKind, left: Option<&Node<'_>>, right: Option<&Node<'_>>) {
        let count = match kind {
            DifferenceKind::Added => &mut self.statistics.added,
            DifferenceKind::Removed => &mut self.statistics.removed,
            DifferenceKind::Changed => &mut self.statistics.changed,
            DifferenceKind::Moved => &mut self.statistics.moved,
        };
        *count += 1;
        if self.differences.len() == self.most {
            self.omitted += 1;
            return;
        }
        let path = if kind == DifferenceKind::Added { &self.right } else { &self.left };
        let both = matches!(kind, DifferenceKind::Changed | DifferenceKind::Moved);
        let value = |node: Option<&Node<'_>>| match node {
            Some(node) if kind != DifferenceKind::Moved => told(node.value),
            _ => (None, None),
        };
        let ((left, left_text), (right, right_text)) = (value(left), value(right));
        let right_path = (both && self.left != self.right).then(|| self.right.to_string());
        let path = path.to_string();
        self.differences.push(Difference { kind, path, right_path, left, right, left_text, right_text });
    }
}
