//! What is checked before a call costs a sandbox.

use std::sync::OnceLock;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{PatternOptions, ValidationError, Validator};
use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{Operation, Request, Value, harmless};
use parsify_registry::nearest;

use crate::schema_cost::is_affordable;
use crate::slot::Slot;

/// Checks the params of one operation.
pub(crate) struct Checker {
    /// Most calls have no params. Where they are sure to fit, the schema is not even compiled, which takes a millisecond and
    /// a megabyte, for the library checks the schema against its own schema.
    takes_none: bool,
    schema: OnceLock<Option<Validator>>,
}

impl Checker {
    pub(crate) fn new(operation: &Operation) -> Self {
        Self { takes_none: takes_none(&operation.params), schema: OnceLock::new() }
    }

    /// `None`: the schema does not compile, or would cost too much, which is the module's mistake; the module itself still
    /// checks its params.
    fn schema(&self, operation: &Operation) -> Option<&Validator> {
        self.schema.get_or_init(|| compile(&operation.params)).as_ref()
    }
}

fn compile(schema: &Value) -> Option<Validator> {
    if !is_affordable(schema) {
        return None;
    }
    // Regular expressions that take linear time, of bounded size.
    let patterns = PatternOptions::regex().size_limit(1 << 20).dfa_size_limit(1 << 20);
    jsonschema::options().with_pattern_options(patterns).build(schema).ok()
}

/// True when the schema is sure to accept an object without members, from its keywords alone.
fn takes_none(schema: &Value) -> bool {
    let refuses_nothing = |(keyword, value): (&String, &Value)| match keyword.as_str() {
        "$schema" | "$id" | "$comment" | "$defs" | "definitions" | "title" | "description" | "default" | "examples" => {
            true
        }
        // They speak of members.
        "properties" | "patternProperties" | "additionalProperties" | "propertyNames" | "maxProperties" => true,
        "type" => value == "object",
        "required" => value.as_array().is_some_and(Vec::is_empty),
        _ => false,
    };
    schema.as_object().is_some_and(|keywords| keywords.iter().all(refuses_nothing))
}

/// The place of a request's operation, if its documents and params fit it. Afterwards the request has the operation's own
/// name, whichever it came with.
pub(crate) fn check(slot: &Slot, request: &mut Request) -> Result<usize, Failure> {
    let descriptor = &slot.descriptor;
    let index = descriptor.operations.iter().position(|operation| operation.answers_to(&request.operation));
    if let Some(operation) = index.map(|index| &descriptor.operations[index])
        && operation.name != request.operation
    {
        request.operation.clone_from(&operation.name);
    }
    let request = &*request;
    let place = |failure: Failure| {
        failure.with_module(&descriptor.id).with_version(&descriptor.version).with_operation(&request.operation)
    };
    let Some(index) = index else { return Err(place(unknown_operation(slot, &request.operation))) };
    let operation = &descriptor.operations[index];
    operation.check_documents(&request.documents).map_err(place)?;
    let checker = &slot.checkers[index];
    if checker.takes_none && request.params.is_empty() {
        return Ok(index);
    }
    let checked = checker.schema(operation).map_or(Ok(()), |schema| check_params(operation, schema, request));
    checked.map(|()| index).map_err(place)
}

fn unknown_operation(slot: &Slot, name: &str) -> Failure {
    let names: Vec<_> = slot.descriptor.operations.iter().map(|operation| operation.name.as_str()).collect();
    let failure = Failure::new(
        ErrorKind::Unsupported,
        code::MODULE_OPERATION,
        format!("there is no operation `{}`", harmless(name)),
    );
    let near = nearest(name, names.iter().copied());
    let failure = if near.is_empty() { failure } else { failure.with_hint(format!("did you mean {}?", quoted(near))) };
    failure.with_hint(format!("the operations are {}", quoted(names)))
}

fn check_params(operation: &Operation, checker: &Validator, request: &Request) -> Result<(), Failure> {
    let params = Value::Object(request.params.clone());
    let mut problems: Vec<_> = checker.iter_errors(&params).map(|error| explain(operation, request, &error)).collect();
    // A schema without params says the same of each.
    problems.dedup_by(|next, last| next.text == last.text);
    let Some(first) = problems.first() else { return Ok(()) };
    let message =
        format!("the params do not fit: {}", problems.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("; "));
    let failure =
        Failure::new(ErrorKind::Params, code::PARAMS_SCHEMA, message).with_detail("param", first.param.as_str());
    Err(problems.into_iter().filter_map(|problem| problem.hint).fold(failure, Failure::with_hint))
}

struct Problem {
    param: String,
    text: String,
    hint: Option<String>,
}

/// Which key, why, and what is allowed.
fn explain(operation: &Operation, request: &Request, error: &ValidationError<'_>) -> Problem {
    let path = error.instance_path().to_string();
    let param = path.trim_start_matches('/').replace('/', ".");
    let name = if param.is_empty() { "the params".to_owned() } else { format!("`{}`", harmless(&param)) };
    let instance = error.instance();
    let (text, hint) = match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => unknown_params(operation, &path, unexpected),
        ValidationErrorKind::Required { property } => {
            (format!("`{}` is missing", property.as_str().unwrap_or_default()), None)
        }
        ValidationErrorKind::Type { kind: TypeKind::Single(kind) } => {
            (format!("{name} must be of type {kind}, not {}", type_of(instance)), None)
        }
        ValidationErrorKind::Enum { options } => {
            let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
            let allowed: Vec<_> = options.iter().map(ToString::to_string).collect();
            (format!("{name} must be one of {}, not {}", allowed.join(", "), shown(instance)), meant(instance, options))
        }
        ValidationErrorKind::Minimum { limit } => {
            (format!("{name} is {}, the least is {limit}", shown(instance)), None)
        }
        ValidationErrorKind::Maximum { limit } => (format!("{name} is {}, the most is {limit}", shown(instance)), None),
        // One of several forms: say all of them, from the schema.
        ValidationErrorKind::AnyOf { .. } | ValidationErrorKind::OneOfNotValid { .. } => {
            (format!("{name} must be {}, not {}", forms(schema_at(&operation.params, &path)), shown(instance)), None)
        }
        // What a schema that knows no params at all says of each of them.
        ValidationErrorKind::FalseSchema if param.is_empty() => {
            unknown_params(operation, &path, &unknown(operation, request))
        }
        // The library's text is English prose about keyword and place, fit for people.
        _ => (format!("{name}: {}", harmless(&error.masked().to_string())), None),
    };
    Problem { param, text, hint }
}

/// A number as it is, of everything else only the type: what stands at the wrong place may be a secret.
fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        other => format!("this {}", type_of(other)),
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The allowed texts that are near to this one.
fn meant(value: &Value, options: &[Value]) -> Option<String> {
    let near = nearest(value.as_str()?, options.iter().filter_map(Value::as_str));
    (!near.is_empty()).then(|| format!("did you mean {}?", quoted(near)))
}

/// The names among the params that the operation does not have.
fn unknown(operation: &Operation, request: &Request) -> Vec<String> {
    let known = &operation.params["properties"];
    request.params.keys().filter(|name| known.get(name.as_str()).is_none()).cloned().collect()
}

/// `path` is a JSON Pointer to the object in the params that has them.
fn unknown_params(operation: &Operation, path: &str, unexpected: &[String]) -> (String, Option<String>) {
    let known = &schema_at(&operation.params, path)["properties"];
    let known: Vec<_> = known.as_object().into_iter().flat_map(|map| map.keys()).collect();
    let within = path.trim_start_matches('/').replace('/', ".");
    let full = |name: &str| if within.is_empty() { harmless(name) } else { harmless(&format!("{within}.{name}")) };
    let unknown: Vec<_> = unexpected.iter().map(|name| full(name)).collect();
    let text = format!("there is no param {}", quoted(unknown.iter().map(String::as_str).collect()));
    let owner = if within.is_empty() { operation.name.as_str() } else { within.as_str() };
    if known.is_empty() {
        return (text, Some(format!("`{}` takes no params", harmless(owner))));
    }
    let near =
        unexpected.iter().flat_map(|name| nearest(name, known.iter().map(|name| name.as_str()))).collect::<Vec<_>>();
    let listed = quoted(known.iter().map(|name| name.as_str()).collect());
    let allowed = if within.is_empty() {
        format!("the params are {listed}")
    } else {
        format!("those of `{}` are {listed}", harmless(&within))
    };
    let hint = if near.is_empty() { allowed } else { format!("did you mean {}? {allowed}", quoted(near)) };
    (text, Some(hint))
}

/// The schema of what stands at this JSON Pointer in the params, as far as the schema of the params says it plainly; else
/// null.
fn schema_at<'s>(params: &'s Value, path: &str) -> &'s Value {
    path.split('/').skip(1).fold(params, |schema, token| {
        let next = match &schema["properties"][token] {
            Value::Null => &schema["items"],
            next => next,
        };
        let reference = next["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
        reference.and_then(|pointer| params.pointer(pointer)).unwrap_or(next)
    })
}

/// The forms that a schema allows, in words.
fn forms(schema: &Value) -> String {
    let branches = schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array());
    let forms: Vec<_> = branches.into_iter().flatten().map(form).collect();
    if forms.is_empty() { "what the schema says".to_owned() } else { forms.join(" or ") }
}

fn form(schema: &Value) -> String {
    if let Some(constant) = schema.get("const") {
        return constant.to_string();
    }
    if let Some(options) = schema["enum"].as_array() {
        return options.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
    }
    let kind = schema["type"].as_str().unwrap_or("a value");
    match (&schema["minimum"], &schema["maximum"]) {
        (Value::Null, Value::Null) => kind.to_owned(),
        (least, Value::Null) => format!("{kind} from {least}"),
        (Value::Null, most) => format!("{kind} up to {most}"),
        (least, most) => format!("{kind} from {least} to {most}"),
    }
}

fn quoted(names: Vec<&str>) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use parsify_interface::serde_json::json;

    use super::*;

    #[test]
    fn no_params_fit_a_schema_of_members() {
        let schema = json!({ "$schema": "x", "type": "object", "properties": { "indent": { "type": "integer" } },
            "additionalProperties": false, "required": [], "maxProperties": 0 });
        assert!(takes_none(&schema));
        assert!(takes_none(&json!({})));
    }

    #[test]
    fn what_is_wrong_within_a_param_is_told() {
        let mut operation = Operation::new("convert", "");
        operation.params = json!({ "type": "object", "properties": {
            "csv": { "$ref": "#/$defs/Csv" },
            "patterns": { "type": "array", "items": { "oneOf": [{ "const": "email" }, { "const": "iban" }] } },
        }, "$defs": { "Csv": { "properties": { "ragged": { "type": "string" } } } } });
        let (text, hint) = unknown_params(&operation, "/csv", &["raged".to_owned()]);
        assert_eq!(text, "there is no param `csv.raged`");
        assert_eq!(hint.unwrap(), "did you mean `ragged`? those of `csv` are `ragged`");
        assert_eq!(forms(schema_at(&operation.params, "/patterns/0")), r#""email" or "iban""#);
        assert_eq!(forms(schema_at(&operation.params, "/no/3")), "what the schema says");
        let (text, hint) = unknown_params(&operation, "", &["x".to_owned()]);
        assert_eq!(
            (text.as_str(), hint.as_deref()),
            ("there is no param `x`", Some("the params are `csv`, `patterns`"))
        );
    }

    #[test]
    fn what_might_refuse_them_is_asked() {
        for schema in [
            json!({ "required": ["path"] }),
            json!({ "minProperties": 1 }),
            json!({ "type": "string" }),
            json!({ "not": {} }),
            json!({ "const": { "a": 1 } }),
            json!({ "allOf": [false] }),
            json!({ "dependentRequired": {} }),
            json!(false),
            json!(null),
        ] {
            assert!(!takes_none(&schema), "{schema}");
        }
    }
}
