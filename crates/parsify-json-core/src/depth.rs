//! The limit of nesting that all operations share.

/// Nesting that is accepted unless an operation is told otherwise, in levels of brackets.
pub const DEFAULT_MAX_DEPTH: usize = 1000;

/// The most that `maxDepth` may be raised to, in levels of brackets.
pub const LARGEST_MAX_DEPTH: usize = 100_000;

/// The value in force for a requested one: nearest in the range from 1 to [`LARGEST_MAX_DEPTH`].
pub const fn in_force(requested: usize) -> usize {
    match requested {
        0 => 1,
        1..=LARGEST_MAX_DEPTH => requested,
        _ => LARGEST_MAX_DEPTH,
    }
}
