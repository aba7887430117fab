//! `json-processor` hands queries on.

use parsify_interface::{Context, ErrorKind, Failure, Processor as _, Request, Response, Silent};
use parsify_json::JsonProcessor;
use parsify_json::query::JsonQuery;
use serde_json::{Value, json};

/// A host with the one other module.
struct Host;

impl Context for Host {
    fn call(&self, module: &str, request: Request) -> Result<Response, Failure> {
        assert_eq!(module, "json-query");
        JsonQuery.execute(request, self)
    }
}

fn ask(operation: &str, params: Value) -> Result<Response, Failure> {
    let mut request = Request::new(operation).with_text("json", r#"{"a": [1.0, 2]}"#);
    request.params = params.as_object().unwrap().clone();
    JsonProcessor.execute(request, &Host)
}

#[test]
fn all_languages_are_reached_through_one_operation() {
    for operation in ["query", "extract", "extractJsonData"] {
        for (language, expression) in
            [("pointer", "/a/0"), ("jsonpath", "$.a[0]"), ("jmespath", "a[0]"), ("jq", ".a[0]")]
        {
            let params = json!({"language": language, "expression": expression, "results": "single", "indent": "none"});
            let response = ask(operation, params).unwrap();
            assert_eq!(response.text(), Some("1.0"), "{language}");
            assert_eq!(response.data, json!({"count": 1, "truncated": false}));
        }
    }
}

#[test]
fn options_results_and_warnings_come_through() {
    let params = json!({"language": "jq", "expression": ".a[] | select(. > $n)", "variables": {"n": 1}, "paths": true, "limit": 5, "results": "lines"});
    let response = ask("query", params).unwrap();
    assert_eq!((response.text(), &response.data["paths"]), (Some("2\n"), &json!(["/a/1"])));
    assert_eq!(response.documents[0].media_type, "application/x-ndjson");
    let response = ask("query", json!({"expression": "$.a[?match('x', '(')]"})).unwrap();
    assert_eq!(response.warnings.len(), 1);
}

#[test]
fn failures_come_through() {
    let failure = ask("query", json!({"expression": "$["})).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Params, "json.query-syntax"));
}

#[test]
fn without_the_other_module_only_queries_are_missing() {
    let request = Request::new("query").with_text("json", "[]").with_param("expression", "$");
    assert_eq!(JsonProcessor.execute(request, &Silent).unwrap_err().kind(), ErrorKind::Unsupported);
    let descriptor = JsonProcessor.describe();
    let dependency = descriptor.dependencies.iter().find(|it| it.id.as_str() == "json-query").unwrap();
    assert!(dependency.optional);
}

#[test]
fn both_modules_describe_the_same_params() {
    let params = |descriptor: &parsify_interface::Descriptor| {
        descriptor.operations.iter().find(|it| it.name == "query").unwrap().params.clone()
    };
    assert_eq!(params(&JsonProcessor.describe()), params(&JsonQuery.describe()));
}
