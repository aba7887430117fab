use serde_json::json;

use super::{ask, gives, refuses};

const STORE: &str = r#"{"books": [{"title": "A", "price": 8.95}, {"title": "B", "price": 12.990}, {"title": "C", "isbn": "0-1"}], "bike": {"price": 399}}"#;

#[test]
fn what_is_selected_is_written_as_it_stands() {
    let document = r#"{"a": [1.10, 12345678901234567890123, "\u0041\/", 1E+2, {"z": 1, "b": 2}]}"#;
    gives(
        "jsonpath",
        "$.a[*]",
        document,
        &["1.10", "12345678901234567890123", r#""\u0041\/""#, "1E+2", r#"{"z":1,"b":2}"#],
    );
}

#[test]
fn segments_selectors_and_filters_select() {
    gives("jsonpath", "$..price", STORE, &["8.95", "12.990", "399"]);
    gives("jsonpath", "$.books[?@.price < 10].title", STORE, &[r#""A""#]);
    gives("jsonpath", "$.books[?!@.price]['title','isbn']", STORE, &[r#""C""#, r#""0-1""#]);
    gives("jsonpath", "$.books[-1:].title", STORE, &[r#""C""#]);
    gives("jsonpath", "$.books[::-2].title", STORE, &[r#""C""#, r#""A""#]);
    gives("jsonpath", "$.books[?match(@.title, '[AB]') && @.price >= 12.99].title", STORE, &[r#""B""#]);
    gives("jsonpath", "$[?count(@.*) == 3].length", STORE, &[]);
    gives("jsonpath", "$.books[?length(@.isbn) == 3].isbn", STORE, &[r#""0-1""#]);
    gives("jsonpath", "$[?value(@..isbn) == '0-1'][0].title", STORE, &[r#""A""#]);
}

#[test]
fn numbers_are_compared_exactly() {
    let document = r#"[{"id": 9007199254740993}, {"id": 9007199254740992}, {"id": 9007199254740993.0}, {"id": 1e400}]"#;
    gives("jsonpath", "$[?@.id == 9007199254740993].id", document, &["9007199254740993", "9007199254740993.0"]);
    gives("jsonpath", "$[?@.id > 9007199254740992].id", document, &["9007199254740993", "9007199254740993.0", "1e400"]);
    gives("jsonpath", "$[?@.id > 1e399].id", document, &["1e400"]);
}

#[test]
fn strings_are_compared_by_what_they_mean() {
    gives("jsonpath", r#"$[?@ == "é\n"]"#, r#"["\u00e9\n", "é\u000a", "e"]"#, &[r#""\u00e9\n""#, r#""é\u000a""#]);
    gives(
        "jsonpath",
        r"$[?length(@) == 2]",
        r#"["\ud800\udc00a", "ab", "\ud800a", "abc"]"#,
        &[r#""\ud800\udc00a""#, r#""ab""#, r#""\ud800a""#],
    );
    gives("jsonpath", r#"$["\u0061"]"#, r#"{"a": 1}"#, &["1"]);
}

#[test]
fn paths_are_given_in_both_forms() {
    let document = r#"{"a/b": [{"it's": 1, "\u0001": 2}]}"#;
    let response = ask("query", document, &json!({"expression": "$..[?@ > 0]", "paths": true})).unwrap();
    assert_eq!(response.data["paths"], json!(["/a~1b/0/it's", "/a~1b/0/\u{1}"]));
    assert_eq!(response.data["normalizedPaths"], json!([r"$['a/b'][0]['it\'s']", r"$['a/b'][0]['\u0001']"]));
}

#[test]
fn of_equal_keys_the_last_one_is_looked_at_and_that_is_told() {
    let document = r#"{"a": 1, "b": 2, "\u0061": 3}"#;
    let response = ask("query", document, &json!({"expression": "$.*", "results": "lines", "paths": true})).unwrap();
    assert_eq!(response.text(), Some("2\n3\n"));
    assert_eq!(response.data["paths"], json!(["/b", "/a"]));
    assert_eq!(response.warnings.len(), 1);
    gives("jsonpath", "$[?length(@) == 1]", r#"[{"a": 1, "a": 2}]"#, &[r#"{"a":1,"a":2}"#]);
}

#[test]
fn a_pattern_that_is_none_matches_nothing_and_is_told() {
    let response = ask("query", r#"["a"]"#, &json!({"expression": "$[?search(@, '(a')]"})).unwrap();
    assert_eq!(response.text(), Some("[]\n"));
    assert!(response.warnings[0].contains("`(a` is no regular expression"), "{:?}", response.warnings);
}

#[test]
fn patterns_know_classes_of_characters_and_match_in_linear_time() {
    gives("jsonpath", r"$[?match(@, '\\p{Lu}\\p{Ll}*')]", r#"["Ärger", "über"]"#, &[r#""Ärger""#]);
    gives("jsonpath", "$[?match(@, 'a.b')]", r#"["a\nb", "a b", "a\u2028b", "a\rb"]"#, &[r#""a b""#, r#""a\u2028b""#]);
    gives("jsonpath", "$[?match(@, '[.]')]", r#"[".", "a"]"#, &[r#"".""#]);
    let long = format!(r#"["{}b"]"#, "a".repeat(50_000));
    gives("jsonpath", "$[?match(@, '(a*)*(a*)*(a*)*c')]", &long, &[]);
}

#[test]
fn mistakes_are_explained_with_their_place() {
    for (expression, column, message, hint) in [
        ("", 1, "starts with `$`", "$.name"),
        ("a.b", 1, "starts with `$`, not with `a`", ""),
        ("$.a b", 4, "` ` does not belong here", "white space"),
        ("$.1a", 3, "a name or `*` follows a dot", "brackets"),
        ("$[", 3, "a selector is expected, not the end", "quoted name"),
        ("$[01]", 3, "leading zeros", ""),
        ("$[-0]", 3, "`-0` is no index", "`0`"),
        ("$[9007199254740992]", 3, "beyond", ""),
        ("$['a", 3, "has no end", "close it"),
        (r"$['\x']", 4, "is no escape", "\\\\"),
        (r"$['\ud800']", 4, "surrogate", ""),
        ("$['a\nb']", 5, "control characters", "\\n"),
        ("$[?@.a = 1]", 8, "`,` or `]` is expected", ""),
        ("$[?a == 1]", 4, "`a` is neither true, false nor null", "@.a"),
        ("$[?1]", 4, "a value alone is no condition", "compare"),
        ("$[?@.* == 1]", 4, "several nodes", "value("),
        ("$[?count(1) > 1]", 10, "a query is expected", ""),
        ("$[?length(@.a, 2) > 1]", 4, "takes 1 argument, not 2", ""),
        ("$[?nope(@)]", 4, "no function `nope`", "length, count"),
        ("$[?(@.a]", 8, "`)` is expected", ""),
        ("$[?match(@.a, 'x') == true]", 4, "a condition is no value", ""),
        ("$[?@.a == 01]", 11, "is no number", ""),
        ("$.é.ü[?]", 8, "a value, a query or a function is expected", ""),
    ] {
        refuses("jsonpath", expression, column, message, hint);
    }
    let failure = super::fails("query", "{}", &json!({"expression": "$\n.a\n  [?]"}));
    assert_eq!(
        (super::detail(&failure, "line"), super::detail(&failure, "column"), super::detail(&failure, "offset")),
        (3, 5, 9)
    );
}
