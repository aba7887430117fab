use parsify_interface::ErrorKind;
use serde_json::json;

use super::{ask, detail, fails};

const DOCUMENT: &str = r#"[{"a": 1}, 2, [3]]"#;

fn text(params: serde_json::Value) -> String {
    ask("query", DOCUMENT, &params).unwrap().text().unwrap().to_owned()
}

#[test]
fn results_come_as_an_array_as_lines_or_alone() {
    assert_eq!(text(json!({"expression": "$[*]"})), "[\n  {\n    \"a\": 1\n  },\n  2,\n  [\n    3\n  ]\n]\n");
    assert_eq!(
        text(json!({"expression": "$[*]", "indent": "tab"})),
        "[\n\t{\n\t\t\"a\": 1\n\t},\n\t2,\n\t[\n\t\t3\n\t]\n]\n"
    );
    assert_eq!(text(json!({"expression": "$[*]", "indent": "none"})), r#"[{"a":1},2,[3]]"#);
    assert_eq!(text(json!({"expression": "$[*]", "results": "lines"})), "{\"a\":1}\n2\n[3]\n");
    assert_eq!(text(json!({"expression": "$[0]", "results": "single", "indent": 4})), "{\n    \"a\": 1\n}\n");
    assert_eq!(text(json!({"expression": "$.x"})), "[]\n");
    assert_eq!(text(json!({"expression": "$.x", "indent": "none"})), "[]");
    assert_eq!(text(json!({"expression": "$.x", "results": "lines"})), "");
}

#[test]
fn the_media_type_says_what_it_is() {
    let media_type = |output: &str| {
        let response = ask("query", DOCUMENT, &json!({"expression": "$[*]", "results": output})).unwrap();
        response.documents[0].media_type.clone()
    };
    assert_eq!(media_type("array"), "application/json");
    assert_eq!(media_type("lines"), "application/x-ndjson");
}

#[test]
fn a_single_result_must_be_the_only_one() {
    let failure = fails("query", DOCUMENT, &json!({"expression": "$[*]", "results": "single"}));
    assert_eq!((failure.kind(), failure.code(), detail(&failure, "count")), (ErrorKind::Input, "json.query-single", 3));
    assert_eq!(text(json!({"expression": "$[*]", "results": "single", "first": true, "indent": "none"})), r#"{"a":1}"#);
    assert_eq!(detail(&fails("query", DOCUMENT, &json!({"expression": "$.x", "results": "single"})), "count"), 0);
}

#[test]
fn results_can_be_cut_off() {
    let cut = |params| {
        let response = ask("query", DOCUMENT, &params).unwrap();
        (response.text().unwrap().to_owned(), response.data["count"].clone(), response.data["truncated"].clone())
    };
    let lines = |limit: u64| cut(json!({"expression": "$[*]", "results": "lines", "limit": limit, "paths": true}));
    assert_eq!(lines(2), ("{\"a\":1}\n2\n".to_owned(), json!(2), json!(true)));
    assert_eq!(lines(3).2, json!(false));
    assert_eq!(lines(0), (String::new(), json!(0), json!(true)));
    let first = cut(json!({"expression": "$[*]", "results": "lines", "first": true}));
    assert_eq!(first, ("{\"a\":1}\n".to_owned(), json!(1), json!(true)));
    let response = ask("query", DOCUMENT, &json!({"expression": "$[*]", "limit": 1, "paths": true})).unwrap();
    assert_eq!(response.data["paths"], json!(["/0"]));
}

#[test]
fn options_that_do_not_go_with_the_language_are_refused() {
    let code = |params| fails("query", "{}", &params).code().to_owned();
    assert_eq!(code(json!({"expression": "$", "variables": {"a": 1}})), "json.query-option");
    assert_eq!(code(json!({"expression": ".", "language": "jq"})), "json.query-option");
    assert_eq!(code(json!({"expression": "a", "language": "jmespath", "paths": true})), "json.query-paths");
    assert_eq!(code(json!({"expression": "$", "language": "xpath"})), "params.schema");
    assert_eq!(code(json!({})), "params.schema");
    assert_eq!(code(json!({"expression": "$", "limits": 1})), "params.schema");
}

#[test]
fn a_document_that_is_no_json_is_refused_with_the_place() {
    for operation in ["query", "jq"] {
        let failure = fails(operation, "{\"a\": 1,}", &json!({"expression": "."}));
        assert_eq!((failure.kind(), detail(&failure, "column")), (ErrorKind::Input, 8), "{failure}");
    }
}
