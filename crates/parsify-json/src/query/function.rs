//! A query on a document.

use parsify_error::{ErrorKind, Failure};

use super::answer::{Answer, Results};
use super::budget::Budget;
use super::fault::{Fault, LENGTH, evaluation, too_long};
use super::jq::JqOptions;
use super::trail::{normalized, pointer};
use super::{jmespath, jq as jaq, jsonpath};
use crate::code;
use crate::operations::{QueryLanguage, QueryOptions};
use crate::tree::{InvalidPointer, Pointer, Value, index_of, parse};

/// Evaluates a query in JSON Pointer, JSONPath or JMESPath.
///
/// What is selected is written as it stands in the document. Every step counts against
/// [`max_steps`](QueryOptions::max_steps), so that it ends soon whatever the expression is.
///
/// # Errors
///
/// Kind `Input` when the document is no JSON, or does not fit the expression; `Params` when the expression is none
/// ([`code::QUERY_SYNTAX`]) or an option does not go with the language; `Limit` when it does or gives too much.
///
/// ```
/// use parsify_json::{QueryLanguage, QueryOptions, query::query};
///
/// let document = r#"{"items": [{"id": 12345678901234567890, "price": 1.10}, {"id": 2, "price": 20}]}"#;
/// let options = QueryOptions::new(QueryLanguage::Jsonpath, "$.items[?@.price < 10].id");
/// let answer = query(document, &options).unwrap();
/// assert_eq!(answer.text, "[\n  12345678901234567890\n]\n");
/// assert_eq!(answer.result.count, 1);
/// ```
pub fn query(document: &str, options: &QueryOptions) -> Result<Answer, Failure> {
    let tree = start(document, options)?;
    let results = Results::new(options, document);
    match options.language {
        QueryLanguage::Pointer => by_pointer(&tree, options, results),
        QueryLanguage::Jsonpath => by_jsonpath(&tree, options, results),
        QueryLanguage::Jmespath => by_jmespath(&tree, options, results),
        QueryLanguage::Jq => Err(not_jq()),
    }
}

/// Runs a program in jq, as `jaq` understands it. [`language`](QueryOptions::language) and
/// [`max_steps`](QueryOptions::max_steps) of the options do not count.
///
/// A program in jq may compute forever, fill the memory and exhaust the stack, and nothing in the library `jaq` keeps it from
/// doing so: **run programs of others in the sandbox only**, where the operation `jq` has no native twin.
///
/// # Errors
///
/// As [`query`].
///
/// ```
/// use parsify_json::query::{JqOptions, jq};
///
/// let options = JqOptions::new(".items | map(.n * 2) | add");
/// assert_eq!(jq(r#"{"items": [{"n": 1}, {"n": 20}]}"#, &options).unwrap().text, "[\n  42\n]\n");
/// ```
pub fn jq(document: &str, options: &JqOptions) -> Result<Answer, Failure> {
    let options = options.as_query();
    let tree = start(document, &options)?;
    jaq::run(&tree, &options, Results::new(&options, document))
}

/// Checks what can be checked before, and reads the document.
fn start<'d>(document: &'d str, options: &QueryOptions) -> Result<Value<'d>, Failure> {
    if options.expression.len() > LENGTH {
        return Err(too_long(options.language));
    }
    if !options.variables.is_empty() && options.language != QueryLanguage::Jq {
        let message = format!("{} has no variables", options.language.name());
        return Err(Failure::new(ErrorKind::Params, code::QUERY_OPTION, message).with_hint("only jq has"));
    }
    parse(document).map_err(Failure::from)
}

fn not_jq() -> Failure {
    Failure::new(ErrorKind::Params, code::QUERY_OPTION, "a program in jq is run by another operation")
        .with_hint("call the operation `jq`, or the operation `query` of `json-processor`, which does")
}

fn by_pointer(tree: &Value<'_>, options: &QueryOptions, mut results: Results) -> Result<Answer, Failure> {
    let pointer: Pointer = options.expression.parse().map_err(|invalid| bad_pointer(&invalid, &options.expression))?;
    let found = tree.at(&pointer);
    match found {
        Some(value) if !results.is_full() => results.push(value)?,
        None if options.results.is_none() => return Err(nothing_at(tree, &pointer)),
        _ => {}
    }
    let mut answer = results.finish(found.is_some() && options.limit == Some(0))?;
    let paths = || (0..answer.result.count).map(|_| pointer.to_string()).collect();
    answer.result.paths = options.paths.then(paths);
    Ok(answer)
}

fn bad_pointer(invalid: &InvalidPointer, expression: &str) -> Failure {
    let at = match invalid {
        InvalidPointer::Tilde(at) => *at,
        _ => 0,
    };
    let mut fault = Fault::new(at, invalid.to_string());
    if expression.starts_with(['$', '#']) {
        fault = fault.with_hint("a pointer looks like `/store/book/0`; `$…` is JSONPath, another language");
    }
    fault.into_failure(QueryLanguage::Pointer, expression)
}

/// Says which part of the way is missing.
fn nothing_at(tree: &Value<'_>, pointer: &Pointer) -> Failure {
    let mut way = Pointer::root();
    let mut value = tree;
    for token in pointer.tokens() {
        let child = way.child(token);
        match tree.at(&child) {
            Some(found) => (way, value) = (child, found),
            None => {
                let message = missing(&way, value, token);
                return evaluation(message).with_detail("pointer", way.to_string());
            }
        }
    }
    evaluation("there is nothing")
}

fn missing(way: &Pointer, value: &Value<'_>, token: &str) -> String {
    let place = if way.is_empty() { "the document".to_owned() } else { format!("`{way}`") };
    let token = token.escape_debug();
    match value {
        Value::Object(_) => format!("{place} has no member `{token}`"),
        Value::Array(elements) => match index_of(&token.to_string()) {
            Some(_) => format!("{place} has {} elements, there is no index {token}", elements.len()),
            None => format!("{place} is an array, of which `{token}` is no index"),
        },
        other => format!("{place} is of type {}, so there is no `{token}` in it", other.kind()),
    }
}

fn by_jsonpath(tree: &Value<'_>, options: &QueryOptions, mut results: Results) -> Result<Answer, Failure> {
    let budget = Budget::new(options.max_steps, options.max_results);
    let query = jsonpath::parse(&options.expression)
        .map_err(|fault| fault.into_failure(options.language, &options.expression))?;
    let selected = jsonpath::evaluate(&query, tree, options.paths, &budget)?;
    let nodes = selected.nodes.get(..results.most()).unwrap_or(&selected.nodes);
    nodes.iter().try_for_each(|node| results.push(node.value))?;
    let mut answer = results.finish(nodes.len() < selected.nodes.len())?;
    if options.paths {
        answer.result.paths = Some(nodes.iter().map(|node| pointer(&node.path)).collect());
        answer.result.normalized_paths = Some(nodes.iter().map(|node| normalized(&node.path)).collect());
    }
    if selected.duplicates {
        answer.warnings.push("an object has a key twice: of equal keys the last one was looked at".to_owned());
    }
    if let Some(pattern) = selected.bad_pattern {
        let pattern: String = pattern.escape_debug().take(100).collect();
        answer.warnings.push(format!("`{pattern}` is no regular expression, so nothing matches it"));
    }
    Ok(answer)
}

fn by_jmespath(tree: &Value<'_>, options: &QueryOptions, mut results: Results) -> Result<Answer, Failure> {
    if options.paths {
        return Err(Failure::new(ErrorKind::Params, code::QUERY_PATHS, "JMESPath has no paths: it makes values")
            .with_hint("JSONPath and JSON Pointer have"));
    }
    let budget = Budget::new(options.max_steps, options.max_results);
    let failure = |fault: Fault| fault.into_failure(options.language, &options.expression);
    let program = jmespath::parse(&options.expression).map_err(failure)?;
    let value = jmespath::evaluate(&program, tree, &options.expression, &budget)?;
    if !results.is_full() {
        results.push(&value)?;
    }
    results.finish(options.limit == Some(0))
}
