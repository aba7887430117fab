//! A few of many: the greatest, or the first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Keeps the greatest few by size; of equal ones, those that came first.
pub(super) struct Top<T> {
    most: usize,
    count: usize,
    /// The least one on top, and among equal ones the last that came.
    heap: BinaryHeap<Entry<T>>,
}

struct Entry<T> {
    rank: (Reverse<usize>, usize),
    item: T,
}

impl<T> Top<T> {
    pub(super) const fn new(most: usize) -> Self {
        Self { most, count: 0, heap: BinaryHeap::new() }
    }

    /// Takes an item if it belongs to the greatest; it is made only then.
    pub(super) fn offer(&mut self, size: usize, make: impl FnOnce() -> T) {
        let rank = (Reverse(size), self.count);
        self.count += 1;
        if self.heap.len() >= self.most {
            match self.heap.peek() {
                Some(least) if rank < least.rank => self.heap.pop(),
                _ => return,
            };
        }
        self.heap.push(Entry { rank, item: make() });
    }

    /// The items, greatest first.
    pub(super) fn into_vec(self) -> Vec<T> {
        self.heap.into_sorted_vec().into_iter().map(|entry| entry.item).collect()
    }
}

impl<T> PartialEq for Entry<T> {
    fn eq(&self, other: &Self) -> bool {
        self.rank == other.rank
    }
}

impl<T> Eq for Entry<T> {}

impl<T> PartialOrd for Entry<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Entry<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank.cmp(&other.rank)
    }
}

/// Keeps the first few, and counts the others.
pub(super) struct First<T> {
    most: usize,
    pub(super) items: Vec<T>,
    pub(super) omitted: usize,
}

impl<T> First<T> {
    pub(super) const fn new(most: usize) -> Self {
        Self { most, items: Vec::new(), omitted: 0 }
    }

    /// Takes an item while there is room; it is made only then.
    pub(super) fn add(&mut self, make: impl FnOnce() -> T) {
        if self.items.len() < self.most {
            self.items.push(make());
        } else {
            self.omitted += 1;
        }
    }
}
