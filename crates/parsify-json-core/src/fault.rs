//! A departure from the grammar, before it is put into words.

use super::problem::Code;

/// What is wrong and where; cheap to make, so that a flood of faults costs little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub code: Code,
    /// Offset in bytes.
    pub at: usize,
    /// Length in bytes.
    pub length: usize,
    /// What the grammar wanted here; empty when the code says it all.
    pub expected: &'static str,
    /// Another place that belongs to the fault: the opening bracket, the first of two equal keys.
    pub related: Option<usize>,
    /// The limit that was met, for faults about limits.
    pub limit: usize,
}

impl Fault {
    /// Something wrong from `at` up to `end`.
    pub const fn new(code: Code, at: usize, end: usize) -> Self {
        Self { code, at, length: end.saturating_sub(at), expected: "", related: None, limit: 0 }
    }

    /// With what was expected instead.
    pub const fn expecting(self, expected: &'static str) -> Self {
        Self { expected, ..self }
    }

    /// With the offset of another place that belongs to it.
    pub const fn related_to(self, offset: usize) -> Self {
        Self { related: Some(offset), ..self }
    }

    /// With the limit that was exceeded.
    pub const fn limited_by(self, limit: usize) -> Self {
        Self { limit, ..self }
    }
}
