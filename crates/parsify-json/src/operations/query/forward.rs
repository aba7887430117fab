//! The operation `query` of `json-processor`: it hands the query on to the module that knows the languages.

use parsify_interface::error::code as host;
use parsify_interface::{
    Context, Data, Dependency, Document, ErrorKind, Failure, Operation, Operations, Request, Response, Text, Warned,
    passed_on,
};
use serde_json::{Map, Value};

use super::{QueryLanguage, QueryOptions, QueryResult};
use crate::processor::on_json;

/// The module that evaluates queries.
const MODULE: &str = "json-query";

type Answer = Warned<(Document, Data<QueryResult>)>;

pub(crate) fn register(operations: Operations) -> Operations {
    operations
        .with(
            "query",
            "Selects parts of a JSON document with JSON Pointer, JSONPath, JMESPath or jq",
            forward,
            configure,
        )
        .with_dependency(|| Dependency::from_static(MODULE, "^0.1").optional())
}

fn configure(operation: Operation) -> Operation {
    on_json(operation).with_alias("extract").with_alias("extractJsonData")
}

fn forward(json: Text, options: QueryOptions, context: &dyn Context) -> Result<Answer, Failure> {
    // A program in jq has no bound that holds without a sandbox, so it is an operation of its own, without a native twin.
    let (operation, left_out) = match options.language {
        QueryLanguage::Jq => ("jq", ["language", "maxSteps"].as_slice()),
        _ => ("query", [].as_slice()),
    };
    let mut request = Request::new(operation).with_text("json", json.into_string());
    request.params = params(&options, left_out)?;
    let response = context.call(MODULE, request).map_err(|failure| passed_on(MODULE, failure))?;
    answer(response)
}

fn params(options: &QueryOptions, left_out: &[&str]) -> Result<Map<String, Value>, Failure> {
    match serde_json::to_value(options) {
        Ok(Value::Object(params)) => {
            Ok(params.into_iter().filter(|(name, _)| !left_out.contains(&name.as_str())).collect())
        }
        Ok(_) => Err(unexpected("the params are no object")),
        Err(error) => Err(unexpected(&error.to_string())),
    }
}

fn answer(mut response: Response) -> Result<Answer, Failure> {
    let data = serde_json::from_value(response.data.take()).map_err(|error| unexpected(&error.to_string()))?;
    let document = response.documents.pop().ok_or_else(|| unexpected("there is no document"))?;
    Ok(Warned((document, Data(data)), response.warnings))
}

fn unexpected(problem: &str) -> Failure {
    let message = format!("the answer of `{MODULE}` is not what this module expects: {problem}");
    Failure::new(ErrorKind::Dependency, host::MODULE_DEPENDENCY, message)
        .with_hint("one of both modules has to be updated")
}
