//! The function behind `validate`.

use super::options::ValidateOptions;
use super::result::Validation;
use crate::core::{Findings, check};

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
    let room = options.max_problems.clamp(1, MOST_PROBLEMS);
    let Findings { problems, warnings, omitted, statistics, .. } = check(source, options.max_depth, room);
    Validation { valid: problems.is_empty(), problems, warnings, statistics, omitted, schema: None }
}
