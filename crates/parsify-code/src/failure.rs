//! Failures that operations on every language have.

use parsify_error::{ErrorKind, Failure};

use crate::code;
use crate::problem::Problem;

/// The text is no program of the language: what is wrong first, with its place, and how much else there is.
#[must_use]
pub fn syntax_failure(language: &str, first: &Problem, all: usize) -> Failure {
    let others = match all.saturating_sub(1) {
        0 => String::new(),
        1 => ", and 1 other problem".to_owned(),
        more => format!(", and {more} other problems"),
    };
    let (line, column) = (first.start.line, first.start.column);
    let message = format!("not valid {language}: {} (line {line}, column {column}){others}", first.message);
    let failure = Failure::new(ErrorKind::Input, code::SYNTAX, message)
        .with_detail("line", line as u64)
        .with_detail("column", column as u64)
        .with_detail("columnUtf16", first.start.column_utf16 as u64)
        .with_detail("offset", first.start.offset as u64)
        .with_detail("length", first.length as u64)
        .with_detail("excerpt", first.excerpt.clone())
        .with_detail("caretColumn", first.caret_column as u64)
        .with_detail("problems", all as u64);
    match &first.hint {
        Some(hint) => failure.with_hint(hint.clone()),
        None => failure,
    }
}

/// The text nests deeper than the parser may follow.
#[must_use]
pub fn depth_failure(most: usize, offset: usize) -> Failure {
    let message = format!("brackets nest deeper than {most} levels at byte {offset}");
    Failure::new(ErrorKind::Limit, code::DEPTH, message)
        .with_detail("limit", most as u64)
        .with_detail("offset", offset as u64)
        .with_hint("the parser follows nesting with its stack, which is limited in the sandbox")
}

/// An option that the language does not have.
#[must_use]
pub fn option_failure(language: &str, option: &str) -> Failure {
    Failure::new(ErrorKind::Params, code::OPTION, format!("{language} has no option `{option}`"))
        .with_detail("option", option.to_owned())
        .with_hint("leave it out")
}
