//! Which element of one array is which of the other.

mod gaps;
mod identity;
mod increasing;
mod matching;
mod myers;

pub(super) use matching::matching;
pub(super) use myers::{Sequences, common};

use super::equal::Judge;
use super::node::Node;
use super::options::CompareAlign;

/// For each element on the right the one on the left that it is, and whether it has been moved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Partner {
    pub(super) left: Option<usize>,
    pub(super) moved: bool,
}

impl Partner {
    const NONE: Self = Self { left: None, moved: false };

    const fn stays(left: usize) -> Self {
        Self { left: Some(left), moved: false }
    }
}

/// Pairs the elements of two arrays. Those that are not moved have the same order on both sides.
pub(super) fn align(judge: &mut Judge<'_>, left: &[Node<'_>], right: &[Node<'_>]) -> Vec<Partner> {
    let identified = identity::pairs(left, right);
    if judge.options.ignore_order {
        return unordered(judge, left, right, identified);
    }
    if let Some(pairs) = identified {
        return identity::with_moves(&pairs);
    }
    let edited = match judge.options.align {
        CompareAlign::Edit => gaps::edit(judge, left, right),
        CompareAlign::Index => None,
    };
    edited.unwrap_or_else(|| (0..right.len()).map(|at| by_index(at, left.len())).collect())
}

fn by_index(at: usize, length: usize) -> Partner {
    if at < length { Partner::stays(at) } else { Partner::NONE }
}

fn unordered(
    judge: &mut Judge<'_>,
    left: &[Node<'_>],
    right: &[Node<'_>],
    identified: Option<Vec<Option<usize>>>,
) -> Vec<Partner> {
    let pairs = identified.or_else(|| matching(judge, left, right));
    match pairs {
        Some(pairs) => pairs.into_iter().map(|left| Partner { left, moved: false }).collect(),
        None => {
            judge.work.given_up += 1;
            (0..right.len()).map(|at| by_index(at, left.len())).collect()
        }
    }
}
