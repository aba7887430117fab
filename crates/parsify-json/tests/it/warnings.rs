//! What is allowed but doubtful.

use crate::check::validation;
use parsify_json::Code;

#[track_caller]
fn warns(source: &str, expected: &[(Code, usize)]) {
    let result = validation(source);
    assert!(result.valid, "{:?}", result.problems);
    let found: Vec<(Code, usize)> = result.warnings.iter().map(|warning| (warning.code, warning.offset)).collect();
    assert_eq!(found, expected, "in {source}");
}

#[test]
fn duplicate_keys_of_one_object() {
    warns(r#"{"a":1,"b":{"a":2},"c":[{"a":3}]}"#, &[]);
    warns(r#"{"a":1,"b":2,"a":3,"a":4}"#, &[(Code::DuplicateKey, 13), (Code::DuplicateKey, 19)]);
    warns(r#"{"A":1,"\u0041":2}"#, &[(Code::DuplicateKey, 7)]);
    warns(r#"{"x":{"y":1,"y":2},"x":1}"#, &[(Code::DuplicateKey, 12), (Code::DuplicateKey, 19)]);
}

#[test]
fn duplicates_name_the_first() {
    let result = validation("{\n  \"key\": 1,\n  \"key\": 2,\n  \"key\": 3\n}");
    assert_eq!(result.statistics.duplicate_keys, 2);
    for warning in &result.warnings {
        let first = warning.related.unwrap();
        assert_eq!((first.line, first.column, first.offset), (2, 3, 4));
        assert_eq!(warning.message, "the key `\"key\"` is already in this object");
        assert_eq!(warning.length, 5);
        assert!(warning.hint.as_deref().unwrap().contains("line 2, column 3"));
    }
}

#[test]
fn many_keys() {
    let members = |count: usize| (0..count).map(|n| format!("\"key{n:010}\":{n},")).collect::<String>();
    let source = format!("{{{}\"key0000000007\":0}}", members(5000));
    let result = validation(&source);
    assert_eq!(result.statistics.duplicate_keys, 1);
    assert_eq!(result.statistics.keys, 5001);
    for count in 2..150 {
        let source = format!("{{{}\"last\":0}}", members(count));
        warns(&source, &[]);
        let source = format!("{{{}\"key0000000001\":0}}", members(count));
        assert_eq!(validation(&source).statistics.duplicate_keys, 1, "of {count}");
    }
    let long = "x".repeat(100);
    warns(&format!("{{\"{long}1{long}\":1,\"{long}2{long}\":2}}"), &[]);
}

#[test]
fn lone_surrogates() {
    warns(r#""\ud83d\ude00""#, &[]);
    warns(r#""\ud83d""#, &[(Code::LoneSurrogate, 1)]);
    warns(r#""\ude00\ud83d""#, &[(Code::LoneSurrogate, 1), (Code::LoneSurrogate, 7)]);
    warns(r#""\ud83d\ud83d\ude00""#, &[(Code::LoneSurrogate, 1)]);
    warns(r#""\\ud83d \u0041""#, &[]);
    warns(r#"{"\uD800":1}"#, &[(Code::LoneSurrogate, 2)]);
}
