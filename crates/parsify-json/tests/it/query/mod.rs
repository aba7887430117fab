//! Queries, as a user notices them.

mod agreement;
mod forward;
mod jmespath;
mod jq;
mod jsonpath;
mod limits;
mod output;
mod pointer;

use parsify_interface::{ErrorKind, Failure, Request, Response};
use serde_json::Value;

use crate::run::run;

/// Asks `json-query` with these params.
pub(crate) fn ask(operation: &str, document: &str, params: &Value) -> Result<Response, Failure> {
    let mut request = Request::new(operation).with_text("json", document);
    request.params = params.as_object().expect("params are an object").clone();
    run("json-query", request)
}

/// The results of an expression, one per line.
#[track_caller]
pub(crate) fn lines(language: &str, expression: &str, document: &str) -> String {
    let params = serde_json::json!({"language": language, "expression": expression, "results": "lines"});
    ask("query", document, &params)
        .unwrap_or_else(|failure| panic!("{expression}: {failure}"))
        .text()
        .unwrap()
        .to_owned()
}

/// An expression gives these results.
#[track_caller]
pub(crate) fn gives(language: &str, expression: &str, document: &str, expected: &[&str]) {
    let found = lines(language, expression, document);
    assert_eq!(found.lines().collect::<Vec<_>>(), expected, "{expression} on {document}");
}

/// The failure of a query.
#[track_caller]
pub(crate) fn fails(operation: &str, document: &str, params: &Value) -> Failure {
    ask(operation, document, params).expect_err("it fails")
}

/// An expression is refused at this column, with this in its message and in its hint.
#[track_caller]
pub(crate) fn refuses(language: &str, expression: &str, column: u64, message: &str, hint: &str) {
    let params = serde_json::json!({"language": language, "expression": expression});
    let failure = fails("query", "{}", &params);
    check_syntax(&failure, expression, column, message, hint);
}

#[track_caller]
pub(crate) fn check_syntax(failure: &Failure, expression: &str, column: u64, message: &str, hint: &str) {
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Params, "json.query-syntax"), "{failure}");
    assert_eq!(detail(failure, "column"), column, "{failure}");
    assert!(detail(failure, "line") >= 1);
    assert!(detail(failure, "offset") <= expression.len() as u64);
    assert!(failure.message().contains(message), "{failure}");
    assert!(failure.hints().join(" ").contains(hint), "{:?}", failure.hints());
}

/// A number among the details.
#[track_caller]
pub(crate) fn detail(failure: &Failure, name: &str) -> u64 {
    match &failure.details()[name] {
        parsify_interface::error::Detail::Unsigned(number) => *number,
        other => panic!("{name} is {other:?}"),
    }
}
