//! A departure from the grammar, before it is put into words.

use super::problem::Code;

/// What is wrong and where; cheap to make, so that a flood of faults costs little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) code: Code,
    /// Offset in bytes.
    pub(crate) at: usize,
    /// Length in bytes.
    pub(crate) length: usize,
    /// What the grammar wanted here; empty when the code says it all.
    pub(crate) expected: &'static str,
    /// Another place that belongs to the fault: the opening bracket, the first of two equal keys.
    pub(crate) related: Option<usize>,
    /// The limit that was met, for faults about limits.
    pub(crate) limit: usize,
}

impl Fault {
    pub(crate) const fn new(code: Code, at: usize, end: usize) -> Self {
        Self { code, at, length: end.saturating_sub(at), expected: "", related: None, limit: 0 }
    }

    pub(crate) const fn expecting(self, expected: &'static str) -> Self {
        Self { expected, ..self }
    }

    pub(crate) const fn related_to(self, offset: usize) -> Self {
        Self { related: Some(offset), ..self }
    }

    pub(crate) const fn limited_by(self, limit: usize) -> Self {
        Self { limit, ..self }
    }
}
