//! The queries as a module.

use parsify_interface::{
    Context, Data, Descriptor, Document, DocumentSpec, Failure, Operation, Operations, Processor, Request, Response,
    Text, Warned, module_info,
};

use super::answer::Answer;
use super::jq::JqOptions;
use crate::operations::{QueryOptions, QueryOutput, QueryResult};

/// The module `json-query`: `query` (JSON Pointer, JSONPath, JMESPath) and `jq`.
///
/// `jq` has no native twin: nothing bounds a program in jq but a sandbox.
///
/// ```
/// use parsify_interface::{Processor, Request, Silent};
/// use parsify_json::query::JsonQuery;
///
/// let request = Request::new("query").with_text("json", r#"{"a": [1.0, 2]}"#).with_param("expression", "$.a[0]");
/// let response = JsonQuery.execute(request, &Silent).unwrap();
/// assert_eq!(response.text(), Some("[\n  1.0\n]\n"));
/// assert_eq!(response.data["count"], 1);
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct JsonQuery;

impl Processor for JsonQuery {
    fn describe(&self) -> Descriptor {
        module().describe()
    }

    fn execute(&self, request: Request, context: &dyn Context) -> Result<Response, Failure> {
        module().execute(request, context)
    }
}

fn module() -> Operations {
    let info = module_info!(
        id: "json-query",
        name: "JSON query",
        summary: "Selects parts of JSON with JSON Pointer, JSONPath, JMESPath and jq",
        category: "json",
    );
    Operations::new(info)
        .with("query", "Selects parts of a JSON document with JSON Pointer, JSONPath or JMESPath", query, |operation| {
            on_json(operation).with_native_twin().total()
        })
        .with("jq", "Runs a program in jq on a JSON document", jq, on_json)
        .with_limitation("jq has no clock, no time zones, no environment, no further inputs and no modules")
        .with_limitation("jq writes strings anew: what they mean is kept, not how they were escaped")
}

fn on_json(operation: Operation) -> Operation {
    let document = DocumentSpec::new("json", "application/json", "The JSON document");
    operation.with_document(document).with_format("json").idempotent()
}

type Found = Warned<(Document, Data<QueryResult>)>;

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn query(json: Text, options: QueryOptions, _: &dyn Context) -> Result<Found, Failure> {
    super::query(&json, &options).map(response)
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn jq(json: Text, options: JqOptions, _: &dyn Context) -> Result<Found, Failure> {
    super::jq(&json, &options).map(response)
}

fn response(answer: Answer) -> Found {
    let media_type = match answer.output {
        QueryOutput::Lines => "application/x-ndjson",
        QueryOutput::Array | QueryOutput::Single => "application/json",
    };
    let document = Document::text("json", answer.text).with_media_type(media_type);
    Warned((document, Data(answer.result)), answer.warnings)
}
