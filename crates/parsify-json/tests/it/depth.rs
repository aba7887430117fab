//! Nesting.

use crate::check::{agree, format_options, validation};
use parsify_json::{Code, FormatOptions, ValidateOptions, format, minify, validate};
use serde_json::json;

fn arrays(levels: usize) -> String {
    "[".repeat(levels) + &"]".repeat(levels)
}

fn objects(levels: usize) -> String {
    r#"{"a":"#.repeat(levels) + "1" + &"}".repeat(levels)
}

#[test]
fn the_default_limit_is_a_thousand() {
    for nested in [arrays, objects] {
        assert!(validation(&nested(1000)).valid);
        let result = validation(&nested(1001));
        assert_eq!(result.problems[0].code, Code::Depth);
        assert_eq!(result.problems[0].limit, Some(1000));
        assert!(result.problems[0].hint.as_deref().unwrap().contains("maxDepth"));
        assert_eq!(result.problems.len(), 1);
        agree(&nested(1001), &result);
    }
}

#[test]
fn nobody_is_told_to_raise_the_largest_limit() {
    let options = format_options(json!({ "maxDepth": 100_000, "indent": 0 }));
    let problem = format(&arrays(100_001), &options).unwrap_err();
    assert_eq!((problem.code, problem.hint.as_deref()), (Code::Depth, None));
}

#[test]
fn a_limit_of_one() {
    let options = format_options(json!({ "maxDepth": 1, "indent": 0 }));
    assert!(format("[1]", &options).is_ok());
    assert!(format("[]", &options).is_ok());
    assert_eq!(format("[[]]", &options).unwrap_err().code, Code::Depth);
    assert_eq!(format("[{\"a\":1}]", &options).unwrap_err().column, 2);
}

#[test]
fn limits_out_of_range_count_as_the_nearest() {
    let mut options = FormatOptions::default();
    options.max_depth = 0;
    assert!(format("[1]", &options).is_ok());
    options.max_depth = usize::MAX;
    options.indent = parsify_json::Indent::Spaces(0);
    assert_eq!(format(&arrays(100_001), &options).unwrap_err().limit, Some(100_000));
}

#[test]
fn a_hundred_thousand_levels() {
    for source in [arrays(100_000), objects(100_000)] {
        let mut options = ValidateOptions::default();
        options.max_depth = 100_000;
        let result = validate(&source, &options);
        assert!(result.valid);
        assert_eq!(result.statistics.depth, 100_000);

        for sorted in [false, true] {
            let formatting = format_options(json!({ "maxDepth": 100_000, "indent": 0, "sortKeys": sorted }));
            let text = format(&source, &formatting).unwrap();
            let minifying = serde_json::from_value(json!({ "maxDepth": 100_000, "sortKeys": sorted })).unwrap();
            assert_eq!(minify(&text, &minifying).unwrap(), source);
        }
    }
}

#[test]
fn unclosed_levels_end_in_one_problem() {
    let mut options = ValidateOptions::default();
    options.max_depth = 100_000;
    for open in ["[", r#"{"a":"#, "[{\"a\":"] {
        let result = validate(&open.repeat(30_000), &options);
        assert_eq!(result.problems.len(), 1);
        assert_eq!(result.problems[0].code, Code::UnclosedBracket);
    }
}

#[test]
fn deep_nesting_with_a_wide_indent_ends_at_the_ceiling() {
    for sorted in [false, true] {
        let options = format_options(json!({ "maxDepth": 100_000, "indent": 16, "sortKeys": sorted }));
        let problem = format(&arrays(50_000), &options).unwrap_err();
        assert_eq!(problem.code, Code::OutputSize);
        assert!(problem.hint.as_deref().unwrap().contains("indent"));
        assert!(problem.limit.is_some());
    }
}
