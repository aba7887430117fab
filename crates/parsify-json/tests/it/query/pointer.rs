use serde_json::json;

use super::{ask, detail, fails, gives, refuses};

/// The document of RFC 6901, section 5.
const RFC: &str =
    r#"{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8}"#;

#[test]
fn the_pointers_of_the_rfc_point_where_it_says() {
    gives("pointer", "/foo", RFC, &[r#"["bar","baz"]"#]);
    gives("pointer", "/foo/0", RFC, &[r#""bar""#]);
    for (pointer, value) in [
        ("/", "0"),
        ("/a~1b", "1"),
        ("/c%d", "2"),
        ("/e^f", "3"),
        ("/g|h", "4"),
        ("/i\\j", "5"),
        ("/k\"l", "6"),
        ("/ ", "7"),
        ("/m~0n", "8"),
    ] {
        gives("pointer", pointer, RFC, &[value]);
    }
    let whole = ask("query", RFC, &json!({"language": "pointer", "expression": "", "indent": "none"})).unwrap();
    assert!(whole.text().unwrap().starts_with(r#"{"foo":["bar","baz"],"":0"#));
}

#[test]
fn the_result_is_the_value_alone_as_it_stands() {
    let response =
        ask("query", r#"{"a": [1.10, "\u0041"]}"#, &json!({"language": "pointer", "expression": "/a", "paths": true}))
            .unwrap();
    assert_eq!(response.text(), Some("[\n  1.10,\n  \"\\u0041\"\n]\n"));
    assert_eq!(response.data, json!({"count": 1, "truncated": false, "paths": ["/a"]}));
}

#[test]
fn of_equal_keys_the_last_one_counts() {
    gives("pointer", "/a", r#"{"a": 1, "a": 2}"#, &["2"]);
}

#[test]
fn where_nothing_is_it_says_how_far_the_way_went() {
    let fails = |pointer: &str| {
        fails("query", r#"{"a": {"b": [1, 2]}}"#, &json!({"language": "pointer", "expression": pointer}))
    };
    for (pointer, message, way) in [
        ("/a/c/d", "`/a` has no member `c`", "/a"),
        ("/x", "the document has no member `x`", ""),
        ("/a/b/2", "`/a/b` has 2 elements, there is no index 2", "/a/b"),
        ("/a/b/01", "`/a/b` is an array, of which `01` is no index", "/a/b"),
        ("/a/b/-", "`/a/b` is an array, of which `-` is no index", "/a/b"),
        ("/a/b/0/c", "`/a/b/0` is of type number, so there is no `c` in it", "/a/b/0"),
    ] {
        let failure = fails(pointer);
        assert_eq!((failure.code(), failure.message()), ("json.query-evaluation", message));
        assert_eq!(failure.details()["pointer"], way.into());
    }
}

#[test]
fn nothing_is_an_answer_where_lists_are_asked_for() {
    let ask = |output: &str| ask("query", "{}", &json!({"language": "pointer", "expression": "/x", "results": output}));
    assert_eq!(ask("array").unwrap().text(), Some("[]\n"));
    assert_eq!(ask("lines").unwrap().text(), Some(""));
    assert_eq!(detail(&ask("single").unwrap_err(), "count"), 0);
}

#[test]
fn what_is_no_pointer_is_refused_with_the_place() {
    refuses("pointer", "a", 1, "starts with `/`", "");
    refuses("pointer", "$.a", 1, "starts with `/`", "JSONPath");
    refuses("pointer", "/a~2", 3, "`~` at offset 2", "");
    refuses("pointer", "/é~", 3, "must be followed by", "");
}
