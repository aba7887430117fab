//! The regular expressions of a schema, and what is wrong with one that does not compile.

use jsonschema::PatternOptions;
use parsify_error::{ErrorKind, Failure};
use regex_syntax::ast;
use serde_json::Value;

use super::places::place;
use super::references::{Schemas, in_document, name};
use crate::code;
use crate::tree::Pointer;

/// What all patterns together may take once compiled, in bytes.
const ALL: usize = 64 << 20;
/// What one may take.
const ONE: std::ops::RangeInclusive<usize> = (128 << 10)..=(1 << 20);
/// How many there may be.
const MOST: usize = 10_000;

/// The linear engine, with bounds so that all patterns of the schemas fit.
pub(super) fn engine(schemas: &Schemas<'_>) -> Result<PatternOptions<jsonschema::Regex>, Failure> {
    let patterns: usize = schemas.documents.iter().map(|document| count(&document.value)).sum();
    if patterns > MOST {
        let message = format!("there are {patterns} regular expressions in the schema: the most are {MOST}");
        return Err(Failure::new(ErrorKind::Limit, code::SCHEMA_LIMIT, message).with_detail("limit", MOST));
    }
    let each = (ALL / patterns.max(1)).clamp(*ONE.start(), *ONE.end());
    Ok(PatternOptions::regex().size_limit(each).dfa_size_limit(each))
}

/// At least as many as the validator compiles. Calls itself no deeper than a schema is nested.
fn count(value: &Value) -> usize {
    match value {
        Value::Array(elements) => elements.iter().map(count).sum(),
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| match (key.as_str(), value) {
                ("pattern", Value::String(_)) => 1,
                ("patternProperties", Value::Object(patterns)) => patterns.len() + count(value),
                _ => count(value),
            })
            .sum(),
        _ => 0,
    }
}

/// The failure for a pattern that the engine does not take.
pub(super) fn refused(schemas: &Schemas<'_>, pattern: &str, path: &str) -> Failure {
    let pointer: Pointer = path.parse().unwrap_or_default();
    let document = (0..schemas.documents.len()).find(|&document| holds(schemas, document, &pointer, pattern));
    let document = document.unwrap_or(0);
    let (kind, reason, hint) = reason(pattern);
    let message = format!("the regular expression `{}` at `{pointer}` {reason}", pattern.escape_debug());
    let failure = Failure::new(kind, code::SCHEMA_PATTERN, message)
        .with_detail("pattern", pattern)
        .with_detail("pointer", pointer.to_string());
    let failure = match hint {
        Some(hint) => failure.with_hint(hint),
        None => failure,
    };
    place(in_document(failure, document), schemas.documents[document].source, &pointer, &name(document))
}

/// Whether the pattern stands there, as a value or as a key.
fn holds(schemas: &Schemas<'_>, document: usize, pointer: &Pointer, pattern: &str) -> bool {
    let value = schemas.documents[document].value.pointer(&pointer.to_string());
    value.is_some_and(|value| value == pattern || pointer.last() == Some(pattern))
}

fn reason(pattern: &str) -> (ErrorKind, String, Option<&'static str>) {
    let Err(error) = ast::parse::Parser::new().parse(pattern) else {
        let reason = "is too large once compiled, or means nothing in ECMA-262".to_owned();
        return (ErrorKind::Input, reason, Some("lower the numbers in braces, or split it into several with `allOf`"));
    };
    match error.kind() {
        ast::ErrorKind::UnsupportedLookAround => (
            ErrorKind::Unsupported,
            "looks around, which an engine of linear time cannot".to_owned(),
            Some("say each condition as a pattern of its own, in `allOf`, and what must not match in `not`"),
        ),
        ast::ErrorKind::UnsupportedBackreference => {
            (ErrorKind::Unsupported, "refers back to a group, which an engine of linear time cannot".to_owned(), None)
        }
        kind => (ErrorKind::Input, format!("is none: {kind}"), None),
    }
}
