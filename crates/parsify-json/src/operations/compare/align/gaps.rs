//! The fewest elements added and removed, and what goes with what between those that stay.

use std::collections::{HashMap, HashSet, VecDeque};

use super::Partner;
use super::increasing::longest_increasing;
use super::myers::{Sequences, common};
use crate::operations::compare::equal::Judge;
use crate::operations::compare::node::Node;
use crate::operations::compare::work::Work;
use crate::tree::Id;

/// Pairs by the longest common subsequence; nothing when it takes more work than is allowed.
pub(super) fn edit(judge: &mut Judge<'_>, left: &[Node<'_>], right: &[Node<'_>]) -> Option<Vec<Partner>> {
    let found = if judge.tolerant() { tolerant(judge, left, right) } else { exact(judge, left, right) };
    let Some(stays) = found else {
        judge.work.given_up += 1;
        return None;
    };
    let mut partners = vec![Partner::NONE; right.len()];
    for &(left, right) in &stays {
        partners[right] = Partner::stays(left);
    }
    let mut taken = vec![false; left.len()];
    for (left, _) in &stays {
        taken[*left] = true;
    }
    if !judge.tolerant() {
        moves(left, right, &mut taken, &mut partners);
    }
    fill(&stays, &taken, &mut partners);
    Some(partners)
}

fn tolerant(judge: &mut Judge<'_>, left: &[Node<'_>], right: &[Node<'_>]) -> Option<Vec<(usize, usize)>> {
    common(&mut Elements { judge, left, right }, 0..left.len(), 0..right.len())
}

struct Elements<'j, 'o, 'n, 'v> {
    judge: &'j mut Judge<'o>,
    left: &'n [Node<'v>],
    right: &'n [Node<'v>],
}

impl Sequences for Elements<'_, '_, '_, '_> {
    fn equal(&mut self, left: usize, right: usize) -> bool {
        match (self.left.get(left), self.right.get(right)) {
            (Some(left), Some(right)) => self.judge.equal(left, right),
            _ => false,
        }
    }

    fn work(&mut self) -> &mut Work {
        &mut self.judge.work
    }
}

/// Elements that the other side does not have cannot be common: they are left out first, which keeps the result and makes
/// the usual cases cheap.
fn exact(judge: &mut Judge<'_>, left: &[Node<'_>], right: &[Node<'_>]) -> Option<Vec<(usize, usize)>> {
    let (own, other) = (places(left, right), places(right, left));
    let mut ids = Ids {
        left: own.iter().map(|at| left[*at].id).collect(),
        right: other.iter().map(|at| right[*at].id).collect(),
        work: &mut judge.work,
    };
    let pairs = match ids.permutation() {
        Some(pairs) => pairs,
        None => {
            let (left, right) = (0..ids.left.len(), 0..ids.right.len());
            common(&mut ids, left, right)?
        }
    };
    Some(pairs.into_iter().map(|(left, right)| (own[left], other[right])).collect())
}

/// Where the elements are that the other array has, too.
fn places(nodes: &[Node<'_>], others: &[Node<'_>]) -> Vec<usize> {
    let known: HashSet<Id> = others.iter().map(|node| node.id).collect();
    let there = nodes.iter().enumerate().filter(|(_, node)| known.contains(&node.id));
    there.map(|(at, _)| at).collect()
}

struct Ids<'w> {
    left: Vec<Id>,
    right: Vec<Id>,
    work: &'w mut Work,
}

impl Ids<'_> {
    /// When no element stands twice, both sides have the same ones, and a longest increasing subsequence is the answer.
    fn permutation(&self) -> Option<Vec<(usize, usize)>> {
        let places: HashMap<Id, usize> = self.left.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let others: HashSet<Id> = self.right.iter().copied().collect();
        if places.len() < self.left.len() || others.len() < self.right.len() {
            return None;
        }
        let order: Vec<usize> = self.right.iter().filter_map(|id| places.get(id).copied()).collect();
        Some(longest_increasing(&order).into_iter().map(|right| (order[right], right)).collect())
    }
}

impl Sequences for Ids<'_> {
    fn equal(&mut self, left: usize, right: usize) -> bool {
        self.left.get(left) == self.right.get(right)
    }

    fn work(&mut self) -> &mut Work {
        self.work
    }
}

/// What was removed in one place and added in another has been moved.
fn moves(left: &[Node<'_>], right: &[Node<'_>], taken: &mut [bool], partners: &mut [Partner]) {
    let mut free: HashMap<Id, VecDeque<usize>> = HashMap::new();
    for (at, node) in left.iter().enumerate().filter(|(at, _)| !taken[*at]) {
        free.entry(node.id).or_default().push_back(at);
    }
    for (node, partner) in right.iter().zip(partners).filter(|(_, partner)| partner.left.is_none()) {
        if let Some(at) = free.get_mut(&node.id).and_then(VecDeque::pop_front) {
            taken[at] = true;
            *partner = Partner { left: Some(at), moved: true };
        }
    }
}

/// Between two elements that stay, what is left on both sides goes together, the first with the first.
fn fill(stays: &[(usize, usize)], taken: &[bool], partners: &mut [Partner]) {
    let ends = stays.iter().copied().chain([(taken.len(), partners.len())]);
    let (mut left, mut right) = (0, 0);
    for (next_left, next_right) in ends {
        let mut free = (left..next_left).filter(|at| !taken[*at]);
        for partner in partners.iter_mut().take(next_right).skip(right).filter(|partner| partner.left.is_none()) {
            let Some(at) = free.next() else { break };
            *partner = Partner::stays(at);
        }
        (left, right) = (next_left + 1, next_right + 1);
    }
}
