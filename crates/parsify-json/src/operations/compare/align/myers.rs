//! Longest common subsequences.
//!
//! Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), section 4b: the variation in
//! linear space, which divides at the middle of a shortest edit.

use std::ops::Range;

use crate::operations::compare::work::Work;

/// Two sequences whose elements can be compared.
pub(in crate::operations::compare) trait Sequences {
    /// Whether the element at `left` on one side is that at `right` on the other.
    fn equal(&mut self, left: usize, right: usize) -> bool;
    /// Where the work is counted.
    fn work(&mut self) -> &mut Work;
}

/// The pairs of a longest common subsequence, in order; nothing when that takes more work than is allowed.
pub(in crate::operations::compare) fn common(
    sequences: &mut impl Sequences,
    left: Range<usize>,
    right: Range<usize>,
) -> Option<Vec<(usize, usize)>> {
    let room = left.len() + right.len() + 4;
    let mut search = Search { sequences, forward: vec![0; room], backward: vec![0; room], pairs: Vec::new() };
    search.divide(left, right)?;
    Some(search.pairs)
}

struct Search<'s, S> {
    sequences: &'s mut S,
    /// How far along the left side each diagonal is reached from the start, and from the end.
    forward: Vec<isize>,
    backward: Vec<isize>,
    pairs: Vec<(usize, usize)>,
}

impl<S: Sequences> Search<'_, S> {
    /// Recursion is as deep as the logarithm of the number of edits: each half has at most half of them.
    fn divide(&mut self, mut left: Range<usize>, mut right: Range<usize>) -> Option<()> {
        while !left.is_empty() && !right.is_empty() && self.equal(left.start, right.start)? {
            self.pairs.push((left.start, right.start));
            left.start += 1;
            right.start += 1;
        }
        let mut tail = 0;
        while !left.is_empty() && !right.is_empty() && self.equal(left.end - 1, right.end - 1)? {
            left.end -= 1;
            right.end -= 1;
            tail += 1;
        }
        let (end_left, end_right) = (left.end, right.end);
        if !left.is_empty() && !right.is_empty() {
            let (x, y) = self.middle(&left, &right)?;
            self.divide(left.start..x, right.start..y)?;
            self.divide(x..left.end, y..right.end)?;
        }
        self.pairs.extend((0..tail).map(|at| (end_left + at, end_right + at)));
        Some(())
    }

    fn equal(&mut self, left: usize, right: usize) -> Option<bool> {
        self.sequences.work().take(1).then(|| self.sequences.equal(left, right))
    }

    /// A point in the middle of a shortest edit of one range into the other, which share neither their first nor their last
    /// element: neither the start nor the end of both.
    fn middle(&mut self, left: &Range<usize>, right: &Range<usize>) -> Option<(usize, usize)> {
        let (n, m) = (left.len().cast_signed(), right.len().cast_signed());
        let (delta, most) = (n - m, (n + m + 1) / 2);
        let place = |diagonal: isize| usize::try_from(diagonal + most + 1).unwrap_or_default();
        self.forward[place(1)] = 0;
        self.backward[place(1)] = 0;
        for edits in 0..=most {
            for k in (-edits..=edits).step_by(2) {
                let start = begin(&self.forward, k, edits, place);
                let mut x = start;
                while x < n && x - k < m && self.equal(at(left.start, x), at(right.start, x - k))? {
                    x += 1;
                }
                self.sequences.work().take(1).then_some(())?;
                self.forward[place(k)] = x;
                let met = delta.rem_euclid(2) == 1 && (delta - k).abs() < edits;
                if met && x + self.backward[place(delta - k)] >= n {
                    return Some((at(left.start, start), at(right.start, start - k)));
                }
            }
            for k in (-edits..=edits).step_by(2) {
                let start = begin(&self.backward, k, edits, place);
                let mut x = start;
                while x < n && x - k < m && self.equal(at(left.start, n - x - 1), at(right.start, m - x + k - 1))? {
                    x += 1;
                }
                self.sequences.work().take(1).then_some(())?;
                self.backward[place(k)] = x;
                let met = delta.rem_euclid(2) == 0 && (delta - k).abs() <= edits;
                if met && x + self.forward[place(delta - k)] >= n {
                    return Some((at(left.start, n - start), at(right.start, m - start + k)));
                }
            }
        }
        None
    }
}

/// How far along a diagonal one more edit leads from its neighbours.
fn begin(reached: &[isize], k: isize, edits: isize, place: impl Fn(isize) -> usize) -> isize {
    let (below, above) = (reached[place(k - 1)], reached[place(k + 1)]);
    if k == -edits || (k != edits && below < above) { above } else { below + 1 }
}

fn at(start: usize, offset: isize) -> usize {
    start.saturating_add_signed(offset)
}

#[cfg(test)]
mod tests {
    use super::{Sequences, common};
    use crate::operations::compare::work::Work;
    use proptest::prelude::*;

    struct Letters<'t>(&'t [u8], &'t [u8], Work);

    impl Sequences for Letters<'_> {
        fn equal(&mut self, left: usize, right: usize) -> bool {
            self.0[left] == self.1[right]
        }

        fn work(&mut self) -> &mut Work {
            &mut self.2
        }
    }

    /// The length of a longest common subsequence, by the table that everybody knows.
    fn longest(left: &[u8], right: &[u8]) -> usize {
        let mut row = vec![0; right.len() + 1];
        for a in left {
            let mut corner = 0;
            for (at, b) in right.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if a == b { corner + 1 } else { above.max(row[at]) };
                corner = above;
            }
        }
        row[right.len()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn the_longest_is_found(left in "[a-d]{0,40}", right in "[a-d]{0,40}") {
            let (left, right) = (left.as_bytes(), right.as_bytes());
            let pairs = common(&mut Letters(left, right, Work::new()), 0..left.len(), 0..right.len()).unwrap();
            prop_assert!(pairs.iter().all(|&(l, r)| left[l] == right[r]));
            prop_assert!(pairs.is_sorted_by(|one, two| one.0 < two.0 && one.1 < two.1));
            prop_assert_eq!(pairs.len(), longest(left, right));
        }
    }
}
