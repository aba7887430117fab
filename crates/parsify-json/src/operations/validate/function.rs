//! The function behind `validate`.

use super::options::ValidateOptions;
use super::result::Validation;
use super::statistics::Statistics;
use super::validator::Validator;
use crate::core::{Fault, Positions, Problem, Sink, count, read};
use crate::operations::depth;

/// The most problems that may be listed.
const MOST_PROBLEMS: usize = 10_000;

/// Checks a document against RFC 8259 and reports every problem it can tell apart, not only the first.
///
/// After a problem it goes on as the writer most likely meant: a trailing comma or a comment is passed over, a bare word
/// stands for a value. Options out of range count as the nearest value in it. Time grows linearly with the source, also
/// for text that is no JSON at all.
///
/// ```
/// use parsify_json::{Code, ValidateOptions, validate};
///
/// let result = validate("{'a': 1, \"b\": NaN, \"b\": 2,}", &ValidateOptions::default());
/// assert!(!result.valid);
/// let codes: Vec<Code> = result.problems.iter().map(|problem| problem.code).collect();
/// assert_eq!(codes, [Code::SingleQuotes, Code::NonFiniteNumber, Code::TrailingComma]);
/// assert_eq!(result.warnings[0].code, Code::DuplicateKey);
/// ```
#[must_use]
pub fn validate(source: &str, options: &ValidateOptions) -> Validation {
    let max_depth = depth::in_force(options.max_depth);
    let bytes = source.len();
    let statistics = Statistics { bytes, lines: lines(source), max_depth, ..Statistics::default() };
    let room = options.max_problems.clamp(1, MOST_PROBLEMS);
    let (mut validator, outcome) = read(source, max_depth, || Validator::new(source, room, statistics));
    if let Err(fault) = outcome {
        validator.problem(fault);
    }

    let mut positions = Positions::new(source);
    let mut in_words = |faults: &[Fault]| faults.iter().map(|fault| Problem::new(fault, &mut positions)).collect();
    let problems: Vec<Problem> = in_words(&validator.problems);
    validator.warnings.sort_by_key(|fault| fault.at);
    Validation {
        valid: problems.is_empty(),
        problems,
        warnings: in_words(&validator.warnings),
        statistics: validator.statistics,
        omitted: validator.omitted,
        schema: None,
    }
}

fn lines(source: &str) -> usize {
    count(source.as_bytes(), b'\n') + usize::from(!source.is_empty() && !source.ends_with('\n'))
}
