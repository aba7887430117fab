//! The function that checks.

use super::statistics::Statistics;
use super::validator::Validator;
use crate::{Fault, Positions, Problem, Sink, count, depth, read};

/// What is wrong with a document, what is doubtful, and what it consists of.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Findings {
    /// What is wrong, in the order of the document.
    pub problems: Vec<Problem>,
    /// What is allowed but doubtful, in the order of the document.
    pub warnings: Vec<Problem>,
    /// How many more there were of both.
    pub omitted: usize,
    /// Counts and sizes.
    pub statistics: Statistics,
}

/// Reads a document to its end whatever is wrong with it, and keeps up to `room` problems and as many warnings. Nesting
/// beyond `max_depth` ends the reading.
#[must_use]
pub fn check(source: &str, max_depth: usize, room: usize) -> Findings {
    let max_depth = depth::in_force(max_depth);
    let statistics = Statistics { bytes: source.len(), lines: lines(source), max_depth, ..Statistics::default() };
    let (mut validator, outcome) = read(source, max_depth, || Validator::new(source, room, statistics));
    if let Err(fault) = outcome {
        validator.problem(fault);
    }
    validator.warnings.sort_by_key(|fault| fault.at);

    let mut positions = Positions::new(source);
    let mut in_words = |faults: &[Fault]| faults.iter().map(|fault| Problem::new(fault, &mut positions)).collect();
    Findings {
        problems: in_words(&validator.problems),
        warnings: in_words(&validator.warnings),
        omitted: validator.omitted,
        statistics: validator.statistics,
    }
}

fn lines(source: &str) -> usize {
    count(source.as_bytes(), b'\n') + usize::from(!source.is_empty() && !source.ends_with('\n'))
}
