//! Elements that are known by a key.

use std::collections::{HashMap, VecDeque};

use super::Partner;
use super::increasing::longest_increasing;
use crate::operations::compare::node::Node;
use crate::tree::Id;

/// For each element on the right the one on the left with the same identity; nothing unless every element has one. The
/// first with the same identity goes with the first, the second with the second.
pub(super) fn pairs(left: &[Node<'_>], right: &[Node<'_>]) -> Option<Vec<Option<usize>>> {
    if left.iter().chain(right).any(|node| node.identity.is_none()) {
        return None;
    }
    let mut places: HashMap<Id, VecDeque<usize>> = HashMap::with_capacity(left.len());
    for (at, node) in left.iter().enumerate() {
        places.entry(node.identity?).or_default().push_back(at);
    }
    Some(right.iter().map(|node| places.get_mut(&node.identity?)?.pop_front()).collect())
}

/// The fewest elements that have to be moved are.
pub(super) fn with_moves(pairs: &[Option<usize>]) -> Vec<Partner> {
    let paired: Vec<usize> = pairs.iter().copied().flatten().collect();
    let mut stays = longest_increasing(&paired).into_iter().peekable();
    let mut number = 0;
    let mut partner = |left: Option<usize>| {
        if left.is_none() {
            return Partner::NONE;
        }
        let moved = stays.next_if_eq(&number).is_none();
        number += 1;
        Partner { left, moved }
    };
    pairs.iter().map(|left| partner(*left)).collect()
}
