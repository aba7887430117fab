//! Comments, which the parser passes over.

use super::read::Marks;

/// Finds the first comment of a stream between the events of its parser.
#[derive(Debug, Default)]
pub(super) struct Comments {
    /// Behind the last event, in bytes.
    behind: usize,
    found: Option<usize>,
}

impl Comments {
    /// Looks between the last event and this one.
    pub(super) fn next(&mut self, marks: &Marks<'_>, start: usize, end: usize) {
        if self.found.is_none() && self.behind < start {
            let gap = marks.source().get(self.behind..start).unwrap_or_default();
            self.found = first(gap, self.behind == 0).map(|at| self.behind + at);
        }
        self.behind = self.behind.max(end);
    }

    pub(super) const fn found(&self) -> Option<usize> {
        self.found
    }
}

/// A `#` begins a comment at the start of a line and behind white space.
fn first(gap: &str, mut behind_space: bool) -> Option<usize> {
    for (at, byte) in gap.bytes().enumerate() {
        if byte == b'#' && behind_space {
            return Some(at);
        }
        behind_space = matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    }
    None
}
