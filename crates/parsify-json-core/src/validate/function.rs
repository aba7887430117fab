//! The function that checks.

use super::statistics::Statistics;
use super::validator::{Found, Validator};
use crate::{Dialect, Relaxed, Sink, read, run_relaxed};

/// Reads a document to its end whatever is wrong with it, keeps up to `room` faults and as many doubts, and goes on counting
/// in `statistics`. Nesting beyond `statistics.max_depth` ends the reading.
#[must_use]
pub fn check(source: &str, dialect: Dialect, room: usize, statistics: Statistics) -> Found {
    let max_depth = statistics.max_depth;
    let make = || Validator::new(source, room, statistics);
    let (mut validator, outcome) = if dialect == Dialect::Json {
        read(source, max_depth, make)
    } else {
        let mut validator = make();
        let outcome = run_relaxed(source, Relaxed { dialect, many: false }, max_depth, &mut validator);
        (validator, outcome)
    };
    if let Err(fault) = outcome {
        validator.problem(fault);
    }
    validator.found.warnings.sort_by_key(|fault| fault.at);
    validator.found
}
