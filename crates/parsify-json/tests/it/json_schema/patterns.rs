//! Regular expressions run in linear time; what cannot is refused.

use parsify_error::ErrorKind;

use super::{check, refused};

#[test]
fn patterns_are_those_of_ecmascript() {
    for (pattern, yes, no) in [
        (r"^\\d+$", "\"123\"", "\"١٢\""),
        (r"^\\w$", "\"_\"", "\"ä\""),
        (r"^\\cA$", r#""\u0001""#, "\"A\""),
        (r"^\\u00e9$", "\"é\"", "\"e\""),
        (r"^\\p{Letter}$", "\"é\"", "\"1\""),
        (r"^a/b\\/c$", "\"a/b/c\"", "\"abc\""),
        ("es", "\"expression\"", "\"none\""),
        (r"^.$", "\"🦀\"", "\"\\n\""),
    ] {
        let schema = format!(r#"{{"pattern": "{pattern}"}}"#);
        assert!(check(yes, &schema).valid, "{pattern} {yes}");
        assert!(!check(no, &schema).valid, "{pattern} {no}");
    }
}

#[test]
fn what_explodes_elsewhere_is_linear_here() {
    let document = format!("\"{}!\"", "a".repeat(100_000));
    assert!(!check(&document, r#"{"pattern": "^(a+)+$"}"#).valid);
    assert!(!check(&document, r#"{"pattern": "^(a|a)*$"}"#).valid);
    assert!(check(&document, r#"{"pattern": "(.*.*)*!"}"#).valid);
}

#[test]
fn look_around_and_back_references_are_refused_with_pattern_and_place() {
    let failure = refused("{\"properties\": {\n  \"p\": {\"pattern\": \"^(?=.*[0-9]).{8,}$\"}}}");
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Unsupported, "json.schema-pattern"));
    assert!(failure.message().contains("`^(?=.*[0-9]).{8,}$` at `/properties/p/pattern`"), "{failure}");
    assert!(failure.hints()[0].contains("`allOf`"), "{failure:?}");
    assert_eq!((failure.details()["line"].as_u64(), failure.details()["column"].as_u64()), (Some(2), Some(9)));
    let failure = refused(r#"{"pattern": "^(a|b)\\1$"}"#);
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Unsupported, "json.schema-pattern"));
    let failure = refused(r#"{"patternProperties": {"^(?!x)": {}}}"#);
    assert_eq!(failure.details()["pointer"].as_str(), Some("/patternProperties/^(?!x)"));
    assert_eq!(failure.details()["column"].as_u64(), Some(24));
}

#[test]
fn what_is_no_pattern_or_too_large_is_refused() {
    for pattern in ["(", "[", "a{2,1}", "*", "(a{1000}){1000}", "\\"] {
        let schema = serde_json::json!({ "pattern": pattern }).to_string();
        let failure = refused(&schema);
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "json.schema-pattern"), "{pattern}: {failure}");
    }
}
