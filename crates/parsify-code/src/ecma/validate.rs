use parsify_error::Failure;

use super::Ecma;
use super::parse::check;
use crate::operations::{ValidateOptions, Validation};

/// Finds every syntax error, and what else makes a text no program: names declared twice, labels and assignments that lead
/// nowhere.
///
/// # Errors
///
/// [`code::DEPTH`](crate::code::DEPTH).
///
/// ```
/// use parsify_code::ecma::{Ecma, validate};
///
/// let found = validate("let a = [1, 2;", Ecma::JavaScript, &Default::default()).unwrap();
/// assert_eq!((found.valid, found.problems[0].start.column), (false, 14));
/// ```
pub fn validate(text: &str, language: Ecma, options: &ValidateOptions) -> Result<Validation, Failure> {
    let found = check(text, language, options.source_type)?;
    Ok(Validation::new(language.id(), found, options.max_problems))
}
