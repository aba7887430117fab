//! Regular expressions that users give.

use crate::code;
use parsify_error::{ErrorKind, Failure};
use regex_lite::{Regex, RegexBuilder};

/// The most memory that a compiled expression may take, in bytes: it is looked through for each character of a text.
const SIZE_LIMIT: usize = 256 * 1024;

/// An expression for an engine whose time grows linearly with the text; `option` says where it was given.
///
/// # Errors
///
/// Kind `Params`: it is none, or too large.
pub(super) fn compile(expression: &str, ignore_case: bool, option: &str) -> Result<Regex, Failure> {
    RegexBuilder::new(expression).case_insensitive(ignore_case).size_limit(SIZE_LIMIT).build().map_err(|error| {
        let message = format!("`{option}` has an expression that cannot be used: {error}");
        Failure::new(ErrorKind::Params, code::REGEX, message)
            .with_detail("option", option)
            .with_detail("expression", expression)
            .with_hint("look-around and back references are not supported: the engine takes linear time")
    })
}
