//! Pairs in any order.

use std::collections::{HashMap, VecDeque};

use crate::operations::compare::equal::Judge;
use crate::operations::compare::node::Node;
use crate::tree::Id;

/// For each element on the right an equal one on the left, so that as many as possible have one; nothing when that takes more
/// work than is allowed.
pub(in crate::operations::compare) fn matching(
    judge: &mut Judge<'_>,
    left: &[Node<'_>],
    right: &[Node<'_>],
) -> Option<Vec<Option<usize>>> {
    let mut free: HashMap<Id, VecDeque<usize>> = HashMap::with_capacity(left.len());
    for (at, node) in left.iter().enumerate() {
        free.entry(node.id).or_default().push_back(at);
    }
    let mut pairs: Vec<Option<usize>> =
        right.iter().map(|node| free.get_mut(&node.id).and_then(VecDeque::pop_front)).collect();
    if judge.tolerant() {
        let mut rest: Vec<usize> = free.into_values().flatten().collect();
        rest.sort_unstable();
        near(judge, left, right, &rest, &mut pairs)?;
    }
    Some(pairs)
}

/// What is equal within a tolerance only: a largest matching by augmenting paths (Berge 1957), for one may be near to many.
fn near(
    judge: &mut Judge<'_>,
    left: &[Node<'_>],
    right: &[Node<'_>],
    rest: &[usize],
    pairs: &mut [Option<usize>],
) -> Option<()> {
    let alone: Vec<usize> = (0..right.len()).filter(|at| pairs[*at].is_none()).collect();
    let mut neighbours: Vec<Vec<usize>> = Vec::with_capacity(alone.len());
    for at in &alone {
        let mut near = Vec::new();
        for (place, other) in rest.iter().enumerate() {
            judge.work.take(1).then_some(())?;
            if judge.equal(&left[*other], &right[*at]) {
                near.push(place);
            }
        }
        neighbours.push(near);
    }
    let mut owners: Vec<Option<usize>> = vec![None; rest.len()];
    for start in 0..alone.len() {
        augment(judge, start, &neighbours, &mut owners)?;
    }
    for (place, owner) in owners.iter().enumerate() {
        if let Some(owner) = owner {
            pairs[alone[*owner]] = Some(rest[place]);
        }
    }
    Some(())
}

/// Finds a partner for `start`, by giving others another one where need be: breadth first.
fn augment(judge: &mut Judge<'_>, start: usize, neighbours: &[Vec<usize>], owners: &mut [Option<usize>]) -> Option<()> {
    // From which element each place was reached.
    let mut reached: HashMap<usize, usize> = HashMap::new();
    let mut came_from: HashMap<usize, usize> = HashMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(element) = waiting.pop_front() {
        for &place in &neighbours[element] {
            judge.work.take(1).then_some(())?;
            if reached.contains_key(&place) {
                continue;
            }
            reached.insert(place, element);
            let Some(owner) = owners[place] else {
                settle(place, start, &reached, &came_from, owners);
                return Some(());
            };
            came_from.insert(owner, place);
            waiting.push_back(owner);
        }
    }
    Some(())
}

/// Gives each element on the path the place it was reached by.
fn settle(
    mut place: usize,
    start: usize,
    reached: &HashMap<usize, usize>,
    came_from: &HashMap<usize, usize>,
    owners: &mut [Option<usize>],
) {
    while let Some(&element) = reached.get(&place) {
        owners[place] = Some(element);
        if element == start {
            return;
        }
        match came_from.get(&element) {
            Some(&before) => place = before,
            None => return,
        }
    }
}
