//! Circles in a graph of dependencies. Nothing recurses: a chain of dependencies can be as long as the catalog.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Which nodes lie in one circle: two nodes have the same number if each can be reached from the other. `below` gives the
/// nodes that a node points at. The algorithm is Tarjan's (1972), with a stack of its own.
pub(crate) fn components(nodes: usize, below: impl Fn(usize) -> Vec<usize>) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let mut index = vec![NONE; nodes];
    let mut low = vec![0; nodes];
    let mut component = vec![NONE; nodes];
    let (mut next_index, mut next_component) = (0, 0);
    let mut open = Vec::new();
    for root in 0..nodes {
        let mut work = if index[root] == NONE { vec![(root, Vec::new(), true)] } else { Vec::new() };
        while let Some((node, mut left, first)) = work.pop() {
            if first {
                (index[node], low[node]) = (next_index, next_index);
                next_index += 1;
                open.push(node);
                left = below(node);
            }
            match left.pop() {
                Some(child) if index[child] == NONE => {
                    work.push((node, left, false));
                    work.push((child, Vec::new(), true));
                }
                Some(child) => {
                    if component[child] == NONE {
                        low[node] = low[node].min(index[child]);
                    }
                    work.push((node, left, false));
                }
                None => {
                    if low[node] == index[node] {
                        while let Some(member) = open.pop() {
                            component[member] = next_component;
                            if member == node {
                                break;
                            }
                        }
                        next_component += 1;
                    }
                    if let Some((parent, ..)) = work.last() {
                        low[*parent] = low[*parent].min(low[node]);
                    }
                }
            }
        }
    }
    component
}

/// All that can be reached from some nodes, these included.
pub(crate) fn reachable(from: impl IntoIterator<Item = usize>, below: impl Fn(usize) -> Vec<usize>) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut stack: Vec<_> = from.into_iter().collect();
    while let Some(node) = stack.pop() {
        if reached.insert(node) {
            stack.extend(below(node));
        }
    }
    reached
}

/// The shortest way from a node back to itself, within its component; the node first, and not again at the end.
pub(crate) fn way_round(start: usize, component: &[usize], below: impl Fn(usize) -> Vec<usize>) -> Vec<usize> {
    let mut came_from = vec![None; component.len()];
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for child in below(node).into_iter().filter(|child| component[*child] == component[start]) {
            if child == start {
                let mut way: Vec<_> = std::iter::successors(Some(node), |node| came_from[*node]).collect();
                way.reverse();
                return way;
            }
            if came_from[child].is_none() {
                came_from[child] = Some(node);
                queue.push_back(child);
            }
        }
    }
    vec![start]
}

/// The nodes that lie in a circle with others.
pub(crate) fn in_circles(component: &[usize]) -> BTreeSet<usize> {
    let mut sizes = BTreeMap::new();
    for number in component {
        *sizes.entry(number).or_insert(0_usize) += 1;
    }
    (0..component.len()).filter(|node| sizes[&component[*node]] > 1).collect()
}
