//! Patterns that users give.

use parsify_error::{ErrorKind, Failure};

use super::PathPattern;
use crate::code;

/// The patterns of the option of that name.
///
/// # Errors
///
/// Kind `Params` with [`code::PATTERN`]: one is none.
pub(crate) fn patterns(option: &str, given: &[String]) -> Result<Vec<PathPattern>, Failure> {
    given.iter().map(|text| pattern(option, text)).collect()
}

/// The pattern that the option holds.
pub(crate) fn pattern(option: &str, text: &str) -> Result<PathPattern, Failure> {
    text.parse().map_err(|error| {
        Failure::new(ErrorKind::Params, code::PATTERN, format!("`{option}` has a pattern that is none: {error}"))
            .with_detail("option", option)
            .with_detail("pattern", text)
    })
}
