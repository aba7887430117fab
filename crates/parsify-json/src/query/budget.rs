//! How much a query may do.

use std::cell::Cell;

use parsify_error::{ErrorKind, Failure};

use crate::code;

/// Steps and results that are left.
#[derive(Debug)]
pub(super) struct Budget {
    steps: Cell<u64>,
    max_steps: u64,
    max_results: usize,
}

impl Budget {
    pub(super) const fn new(max_steps: u64, max_results: usize) -> Self {
        Self { steps: Cell::new(max_steps), max_steps, max_results }
    }

    /// Takes one step.
    pub(super) fn step(&self) -> Result<(), Failure> {
        self.steps(1)
    }

    /// Takes so many steps.
    pub(super) fn steps(&self, count: usize) -> Result<(), Failure> {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        match self.steps.get().checked_sub(count) {
            Some(left) => {
                self.steps.set(left);
                Ok(())
            }
            None => Err(exceeded(format!("the query takes more than {} steps", self.max_steps), self.max_steps)
                .with_hint("make the expression more specific, or raise `maxSteps`")),
        }
    }

    /// As many steps as it takes to read a text.
    pub(super) fn read(&self, bytes: usize) -> Result<(), Failure> {
        self.steps(1 + bytes / 32)
    }

    /// As many steps as it takes to make a text, which costs memory too.
    pub(super) fn make(&self, bytes: usize) -> Result<(), Failure> {
        self.steps(1 + bytes / 4)
    }

    /// Whether a list of so many results is still allowed.
    pub(super) fn results(&self, count: usize) -> Result<(), Failure> {
        if count <= self.max_results {
            return Ok(());
        }
        Err(exceeded(format!("the query gives more than {} results", self.max_results), self.max_results as u64)
            .with_hint("make the expression more specific, cut off with `limit`, or raise `maxResults`"))
    }
}

fn exceeded(message: String, limit: u64) -> Failure {
    Failure::new(ErrorKind::Limit, code::QUERY_LIMIT, message).with_detail("limit", limit)
}
