//! What differs between two parts.

use super::align::{Partner, align};
use super::equal::{Judge, members};
use super::node::Node;
use crate::tree::Value;

/// The difference of a pair.
#[derive(Debug)]
pub(super) enum Delta<'n, 'v> {
    Same,
    /// One value in place of another.
    Changed,
    /// Objects with some members that differ.
    Object(Vec<Member<'n, 'v>>),
    /// Arrays with some elements that differ or stand elsewhere.
    Array(Elements<'n, 'v>),
}

/// A member that differs.
#[derive(Debug)]
pub(super) enum Member<'n, 'v> {
    Removed(&'n Node<'v>),
    Added(&'n Node<'v>),
    Within(&'n Node<'v>, &'n Node<'v>, Delta<'n, 'v>),
}

/// The elements of two arrays.
#[derive(Debug)]
pub(super) struct Elements<'n, 'v> {
    pub(super) removed: Vec<&'n Node<'v>>,
    /// Every element on the right that is compared, in its order.
    pub(super) places: Vec<Place<'n, 'v>>,
}

/// An element on the right, and what it is on the left.
#[derive(Debug)]
pub(super) struct Place<'n, 'v> {
    pub(super) left: Option<&'n Node<'v>>,
    pub(super) right: &'n Node<'v>,
    pub(super) moved: bool,
    pub(super) delta: Delta<'n, 'v>,
}

impl Delta<'_, '_> {
    pub(super) const fn is_same(&self) -> bool {
        matches!(self, Self::Same)
    }
}

/// Finds out how `right` differs from `left`.
pub(super) fn delta<'n, 'v>(judge: &mut Judge<'_>, left: &'n Node<'v>, right: &'n Node<'v>) -> Delta<'n, 'v> {
    if left.id == right.id || !(left.counts || right.counts) {
        return Delta::Same;
    }
    match (left.value, right.value) {
        (Value::Number(one), Value::Number(other)) if judge.near(one, other) => Delta::Same,
        (Value::Object(_), Value::Object(_)) => objects(judge, left, right),
        (Value::Array(_), Value::Array(_)) => arrays(judge, left, right),
        _ => Delta::Changed,
    }
}

fn objects<'n, 'v>(judge: &mut Judge<'_>, left: &'n Node<'v>, right: &'n Node<'v>) -> Delta<'n, 'v> {
    let mut differing = Vec::new();
    for pair in members(left, right) {
        match pair {
            (Some(left), Some(right)) => {
                let within = delta(judge, left, right);
                if !within.is_same() {
                    differing.push(Member::Within(left, right, within));
                }
            }
            (Some(left), None) if left.counts => differing.push(Member::Removed(left)),
            (None, Some(right)) if right.counts => differing.push(Member::Added(right)),
            _ => {}
        }
    }
    if differing.is_empty() { Delta::Same } else { Delta::Object(differing) }
}

fn arrays<'n, 'v>(judge: &mut Judge<'_>, left: &'n Node<'v>, right: &'n Node<'v>) -> Delta<'n, 'v> {
    let partners = align(judge, &left.entries, &right.entries);
    let mut alone = vec![true; left.entries.len()];
    let mut places = Vec::with_capacity(right.entries.len());
    let mut same = true;
    for (right, Partner { left: partner, moved }) in right.entries.iter().zip(partners) {
        let partner = partner.and_then(|at| Some((at, left.entries.get(at)?)));
        let within = match partner {
            Some((at, left)) => {
                alone[at] = false;
                delta(judge, left, right)
            }
            None => Delta::Changed,
        };
        same &= partner.map_or(!right.counts, |_| within.is_same() && !moved);
        places.push(Place { left: partner.map(|(_, node)| node), right, moved, delta: within });
    }
    places.retain(|place| place.left.is_some() || place.right.counts);
    let alone = left.entries.iter().zip(alone).filter(|(node, alone)| *alone && node.counts);
    let removed: Vec<_> = alone.map(|(node, _)| node).collect();
    if same && removed.is_empty() { Delta::Same } else { Delta::Array(Elements { removed, places }) }
}
