//! One way to check each feature.

use parsify_json::{Code, FormatOptions, MinifyOptions, ValidateOptions, Validation, format, minify, validate};
use serde_json::Value;

pub(crate) fn validation(source: &str) -> Validation {
    validate(source, &ValidateOptions::default())
}

pub(crate) fn format_options(json: Value) -> FormatOptions {
    serde_json::from_value(json).expect("the options are good")
}

/// Formats with the options given as JSON, twice.
#[track_caller]
pub(crate) fn formats(options: Value, source: &str, expected: &str) {
    let options = format_options(options);
    let once = format(source, &options).expect("the source is good");
    assert_eq!(once, expected);
    assert_eq!(format(&once, &options).expect("the result is good"), once, "formatting twice changes nothing");
}

/// Minifies with the options given as JSON, twice.
#[track_caller]
pub(crate) fn minifies(options: Value, source: &str, expected: &str) {
    let options: MinifyOptions = serde_json::from_value(options).expect("the options are good");
    let once = minify(source, &options).expect("the source is good");
    assert_eq!(once, expected);
    assert_eq!(minify(&once, &options).expect("the result is good"), once, "minifying twice changes nothing");
}

/// Validation finds exactly these problems, and formatting and minifying fail with the first of them.
#[track_caller]
pub(crate) fn finds(source: &str, expected: &[Code]) {
    let result = validation(source);
    let codes: Vec<Code> = result.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, expected, "in {source:?}");
    assert_eq!(result.valid, expected.is_empty());
    agree(source, &result);
}

/// Formatting and minifying succeed or fail as validation says.
#[track_caller]
pub(crate) fn agree(source: &str, result: &Validation) {
    let first = result.problems.first();
    let formatted = format(source, &FormatOptions::default()).err();
    assert_eq!(formatted.as_deref(), first, "formatting {source:?}");
    let minified = minify(source, &MinifyOptions::default()).err();
    assert_eq!(minified.as_deref(), first, "minifying {source:?}");
}

/// The only problem of a document has this place, message and hint.
#[track_caller]
pub(crate) fn explains(source: &str, code: Code, place: (usize, usize), message: &str, hint: &str) {
    let result = validation(source);
    let [problem] = result.problems.as_slice() else { panic!("not one problem: {:#?}", result.problems) };
    assert_eq!(problem.code, code);
    assert_eq!((problem.line, problem.column), place);
    assert_eq!(problem.message, message);
    let found = problem.hint.as_deref().unwrap_or_default();
    assert!(found.contains(hint), "{found:?} does not contain {hint:?}");
    agree(source, &result);
}
