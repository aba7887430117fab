//! Two texts, line by line.

use std::collections::HashMap;
use std::ops::Range;

use super::align::{Sequences, common};
use super::work::Work;

/// What becomes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line<'t> {
    Kept(&'t str),
    Removed(&'t str),
    Added(&'t str),
}

/// Lines that belong together, with where they stand in both texts, counted from 0.
#[derive(Debug)]
pub(super) struct Hunk<'t> {
    pub(super) left: Range<usize>,
    pub(super) right: Range<usize>,
    pub(super) lines: Vec<Line<'t>>,
}

/// The changes with `context` lines around them. When aligning takes more work than is allowed, all lines between the first
/// and the last that differ are removed and added.
pub(super) fn hunks<'t>(left: &'t str, right: &'t str, context: usize, work: &mut Work) -> Vec<Hunk<'t>> {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.lines().collect(), right.lines().collect());
    let mut hunks: Vec<Hunk<'t>> = Vec::new();
    for (from, to) in changes(&pairs(&left, &right, work), left.len(), right.len()) {
        let before = context.min(from.start);
        let near = hunks.last().filter(|hunk| from.start - before <= hunk.left.end + context).is_some();
        if !near {
            finish(hunks.last_mut(), &left, context);
            let start = (from.start - before, to.start - before);
            hunks.push(Hunk { left: start.0..start.0, right: start.1..start.1, lines: Vec::new() });
        }
        let Some(hunk) = hunks.last_mut() else { continue };
        keep(hunk, &left, from.start);
        hunk.lines.extend(left[from.clone()].iter().map(|line| Line::Removed(line)));
        hunk.lines.extend(right[to.clone()].iter().map(|line| Line::Added(line)));
        hunk.left.end = from.end;
        hunk.right.end = to.end;
    }
    finish(hunks.last_mut(), &left, context);
    hunks
}

fn finish<'t>(hunk: Option<&mut Hunk<'t>>, left: &[&'t str], context: usize) {
    if let Some(hunk) = hunk {
        let end = hunk.left.end.saturating_add(context).min(left.len());
        keep(hunk, left, end);
    }
}

/// Adds the unchanged lines up to `end`.
fn keep<'t>(hunk: &mut Hunk<'t>, left: &[&'t str], end: usize) {
    let kept = &left[hunk.left.end..end];
    hunk.lines.extend(kept.iter().map(|line| Line::Kept(line)));
    hunk.left.end = end;
    hunk.right.end += kept.len();
}

/// What lies between the lines that both texts have.
fn changes(pairs: &[(usize, usize)], left: usize, right: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let mut changes = Vec::new();
    let mut from = (0, 0);
    for &(at, other) in pairs.iter().chain([&(left, right)]) {
        if (at, other) != from {
            changes.push((from.0..at, from.1..other));
        }
        from = (at + 1, other + 1);
    }
    changes
}

struct Lines<'w> {
    left: Vec<usize>,
    right: Vec<usize>,
    work: &'w mut Work,
}

impl Sequences for Lines<'_> {
    fn equal(&mut self, left: usize, right: usize) -> bool {
        self.left.get(left) == self.right.get(right)
    }

    fn work(&mut self) -> &mut Work {
        self.work
    }
}

fn pairs(left: &[&str], right: &[&str], work: &mut Work) -> Vec<(usize, usize)> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let (left, right) = (numbered(left, &mut numbers), numbered(right, &mut numbers));
    let (own, other) = (left.len(), right.len());
    let start = left.iter().zip(&right).take_while(|(left, right)| left == right).count();
    let rest = own.min(other) - start;
    let end = left.iter().rev().zip(right.iter().rev()).take(rest).take_while(|(left, right)| left == right).count();
    let mut lines = Lines { left, right, work };
    let middle = common(&mut lines, start..own - end, start..other - end);
    if middle.is_none() {
        lines.work.given_up += 1;
    }
    let head = (0..start).map(|at| (at, at));
    let tail = (0..end).map(|at| (own - end + at, other - end + at));
    head.chain(middle.unwrap_or_default()).chain(tail).collect()
}

fn numbered<'t>(lines: &[&'t str], numbers: &mut HashMap<&'t str, usize>) -> Vec<usize> {
    let mut numbered = Vec::with_capacity(lines.len());
    for line in lines {
        let next = numbers.len();
        numbered.push(*numbers.entry(line).or_insert(next));
    }
    numbered
}
