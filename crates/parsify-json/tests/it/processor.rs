//! The module as a host sees it.

use parsify_interface::{ErrorKind, Processor, Request, Response, Silent};
use parsify_json::{FormatOptions, JsonProcessor, format};
use serde_json::json;

fn call(operation: &str, source: &str) -> Result<Response, parsify_interface::Failure> {
    JsonProcessor.execute(Request::new(operation).with_text("json", source), &Silent)
}

#[test]
fn describes_itself() {
    let descriptor = JsonProcessor.describe();
    assert_eq!(descriptor.id.as_str(), "json-processor");
    assert_eq!(descriptor.category, "json");
    descriptor.validate().unwrap();
    for operation in &descriptor.operations {
        let name = &operation.name;
        assert!(operation.idempotent && operation.native_twin, "{name}");
        assert!(!operation.documents.is_empty() && !operation.formats.is_empty(), "{name}");
    }
    // Names of the original design.
    for (alias, name) in [("formatJson", "format"), ("prettifyJson", "prettify"), ("minifyJson", "minify")] {
        assert_eq!(descriptor.operation(alias).unwrap().name, name);
    }
}

#[test]
fn formats_and_minifies() {
    for (operation, expected) in [("format", "[\n  1\n]\n"), ("minify", "[1]")] {
        let response = call(operation, "[ 1 ]").unwrap();
        assert_eq!(response.documents.len(), 1);
        assert_eq!(response.documents[0].as_text(), Some(expected));
        assert_eq!(response.documents[0].name, "json");
        assert_eq!(response.documents[0].media_type, "application/json");
        assert_eq!(response.data, json!({ "bytesIn": 5, "bytesOut": expected.len() }));
    }
}

#[test]
fn takes_params() {
    let request = Request::new("format").with_text("json", "[1]").with_param("indent", "tab");
    let response = JsonProcessor.execute(request, &Silent).unwrap();
    assert_eq!(response.documents[0].as_text(), Some("[\n\t1\n]\n"));
    let request = Request::new("format").with_text("json", "[1]").with_param("indent", 17);
    assert_eq!(JsonProcessor.execute(request, &Silent).unwrap_err().kind(), ErrorKind::Params);
}

#[test]
fn prettify_is_format_with_another_default() {
    let call = |operation: &str, params: serde_json::Value| {
        let mut request = Request::new(operation).with_text("json", r#"{"a":[1,2]}"#);
        request.params = params.as_object().unwrap().clone();
        let response = JsonProcessor.execute(request, &Silent).unwrap();
        response.documents[0].as_text().unwrap().to_owned()
    };
    assert_eq!(call("prettify", json!({})), "{ \"a\": [1, 2] }\n");
    assert_eq!(call("prettify", json!({})), call("format", json!({ "inlineWidth": 80 })));
    assert_eq!(call("prettify", json!({ "inlineWidth": 0 })), call("format", json!({})));
    let request = Request::new("prettify").with_text("json", "[]").with_param("width", 80);
    assert_eq!(JsonProcessor.execute(request, &Silent).unwrap_err().kind(), ErrorKind::Params);
    let descriptor = JsonProcessor.describe();
    let params = |name: &str| descriptor.operation(name).unwrap().params.clone();
    assert_eq!(params("prettify")["properties"]["inlineWidth"]["default"], 80);
    let mut other = params("prettify");
    other["properties"]["inlineWidth"]["default"] = 0.into();
    other["title"] = params("format")["title"].clone();
    assert_eq!(other["properties"], params("format")["properties"]);
}

#[test]
fn what_is_lost_is_said() {
    for operation in ["format", "prettify", "minify"] {
        let request = Request::new(operation).with_text("json", r#"["abc", "abcd", null]"#);
        let request = request.with_param("truncateStrings", 2).with_param("removeNulls", "all");
        let response = JsonProcessor.execute(request, &Silent).unwrap();
        assert_eq!(response.warnings, ["2 strings were cut to 2 characters"]);
        assert_eq!((&response.data["truncatedStrings"], &response.data["removedNulls"]), (&json!(2), &json!(1)));
    }
    let request = Request::new("minify").with_text("json", r#"["abc"]"#).with_param("truncateStrings", 1);
    assert_eq!(JsonProcessor.execute(request, &Silent).unwrap().warnings, ["1 string was cut to 1 character"]);
}

#[test]
fn a_bad_document_fails_with_place_and_hint() {
    let source = "{\n  \"a\": 1,\n}";
    let problem = format(source, &FormatOptions::default()).unwrap_err();
    for operation in ["format", "minify"] {
        let failure = call(operation, source).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "json.trailing-comma"));
        assert_eq!(failure.message(), problem.to_string());
        let details = serde_json::to_value(failure.details()).unwrap();
        let expected = json!({
            "line": 2, "column": 9, "offset": 10, "length": 1, "excerpt": "  \"a\": 1,", "caretColumn": 9,
        });
        assert_eq!(details, expected);
        assert_eq!(failure.hints(), [problem.hint.clone().unwrap()]);
    }
}

#[test]
fn depth_is_a_limit() {
    let failure = call("minify", &"[".repeat(1001)).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.depth"));
    assert_eq!(failure.details()["limit"].as_u64(), Some(1000));
    assert!(failure.hints()[0].contains("maxDepth"));
}

#[test]
fn an_empty_document() {
    let failure = call("format", " ").unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "json.empty"));
}

#[test]
fn validation_is_a_result_also_of_a_bad_document() {
    let response = call("validate", "[1,]").unwrap();
    assert!(response.documents.is_empty());
    assert_eq!(response.data["valid"], false);
    assert_eq!(response.data["omitted"], 0);
    assert_eq!(response.data["problems"][0]["code"], "json.trailing-comma");
    assert_eq!(response.data["problems"][0]["caretColumn"], 3);
    assert_eq!(response.data["statistics"]["numbers"], 1);
    assert_eq!(call("validate", "[1]").unwrap().data["valid"], true);
}
