//! A bound on the search for the fewest differences.

/// Steps that a comparison may take beside reading both documents.
const STEPS: u64 = 50_000_000;

/// Steps that are left.
#[derive(Debug)]
pub(super) struct Work {
    left: u64,
    /// How many arrays were too large for what was left.
    pub(super) given_up: usize,
}

impl Work {
    pub(super) const fn new() -> Self {
        Self { left: STEPS, given_up: 0 }
    }

    /// Takes so many steps; false when they are not there any more.
    pub(super) const fn take(&mut self, steps: usize) -> bool {
        match self.left.checked_sub(steps as u64) {
            Some(left) => {
                self.left = left;
                true
            }
            None => {
                self.left = 0;
                false
            }
        }
    }
}
