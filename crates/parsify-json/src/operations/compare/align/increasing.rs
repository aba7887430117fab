//! Longest increasing subsequences.

/// The places of a longest strictly increasing subsequence (patience sorting, Fredman 1975), in O(n log n).
pub(super) fn longest_increasing(values: &[usize]) -> Vec<usize> {
    // For each length, where the subsequence of that length with the least end ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let length = ends.partition_point(|end| values[*end] < *value);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut places = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        places.push(at);
        next = before[at];
    }
    places.reverse();
    places
}

#[cfg(test)]
mod tests {
    use super::longest_increasing;

    #[test]
    fn subsequences() {
        for (values, expected) in [
            (&[][..], &[][..]),
            (&[3], &[0]),
            (&[2, 0, 1, 3], &[1, 2, 3]),
            (&[3, 2, 1], &[2]),
            (&[1, 2, 3, 0], &[0, 1, 2]),
        ] {
            assert_eq!(longest_increasing(values), expected, "{values:?}");
        }
    }
}
