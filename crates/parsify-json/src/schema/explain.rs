//! Errors in words.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use parsify_error::nearest;
use parsify_interface::harmless;
use serde_json::{Map, Value};

/// Longest quotation of a value, in characters.
const QUOTED: usize = 40;
/// How many names or values a sentence lists.
const LISTED: usize = 8;

/// The keyword that is not fulfilled.
pub(super) fn keyword(error: &ValidationError<'_>) -> String {
    match error.kind() {
        Kind::FalseSchema => {
            // `additionalProperties: false` and the like say it by the name of their keyword.
            let last = error.schema_path().as_str().rsplit('/').next().unwrap_or_default();
            let named =
                ["additionalProperties", "additionalItems", "unevaluatedProperties", "unevaluatedItems", "items"];
            if named.contains(&last) { last.to_owned() } else { "false".to_owned() }
        }
        Kind::Required { .. } => {
            let known = ["dependentRequired", "dependencies"];
            let path = error.schema_path().as_str();
            let last = path.rsplit('/').find(|token| known.contains(token) || *token == "required");
            last.filter(|_| !path.ends_with("/required")).unwrap_or("required").to_owned()
        }
        kind => kind.keyword().to_owned(),
    }
}

/// One sentence without a final dot. `value` is what the error is about.
pub(super) fn message(error: &ValidationError<'_>, value: &Value) -> String {
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            not_allowed(unexpected.iter().map(String::as_str).collect())
        }
        Kind::Required { property } => format!("the property {} is missing", names(property.as_str().into_iter())),
        Kind::Type { kind } => format!("{} is {}, not {}", quoted(value), type_of(value), types(kind)),
        Kind::Enum { options } => {
            format!("{} is none of the allowed values: {}", quoted(value), values(options))
        }
        Kind::Constant { expected_value } => format!("{} is not {}", quoted(value), quoted(expected_value)),
        Kind::Minimum { limit } => format!("{} is less than {limit}", quoted(value)),
        Kind::ExclusiveMinimum { limit } => format!("{} is not greater than {limit}", quoted(value)),
        Kind::Maximum { limit } => format!("{} is greater than {limit}", quoted(value)),
        Kind::ExclusiveMaximum { limit } => format!("{} is not less than {limit}", quoted(value)),
        Kind::MultipleOf { multiple_of } => format!("{} is no multiple of {multiple_of}", quoted(value)),
        Kind::MinLength { limit } => format!("{} has {}, the least is {limit}", quoted(value), size(value)),
        Kind::MaxLength { limit } => format!("{} has {}, the most is {limit}", quoted(value), size(value)),
        Kind::MinItems { limit } => format!("the array has {}, the least is {limit}", size(value)),
        Kind::MaxItems { limit } => format!("the array has {}, the most is {limit}", size(value)),
        Kind::AdditionalItems { limit } => format!("the array has {}, the most is {limit}", size(value)),
        Kind::MinProperties { limit } => format!("the object has {}, the least is {limit}", size(value)),
        Kind::MaxProperties { limit } => format!("the object has {}, the most is {limit}", size(value)),
        Kind::UnevaluatedItems { unexpected } => match unexpected.len() {
            1 => "one element of the array is not allowed".to_owned(),
            count => format!("{count} elements of the array are not allowed"),
        },
        Kind::UniqueItems => "two elements of the array are equal".to_owned(),
        Kind::Contains => "the array has too few or too many elements that fit".to_owned(),
        Kind::Pattern { pattern } => {
            format!("{} does not match the regular expression `{}`", quoted(value), cut(pattern))
        }
        Kind::Format { format } => format!("{} is no {format}", quoted(value)),
        Kind::ContentEncoding { content_encoding } => format!("{} is not in {content_encoding}", quoted(value)),
        Kind::ContentMediaType { content_media_type } => format!("{} is no {content_media_type}", quoted(value)),
        Kind::FromUtf8 { .. } => format!("{} holds no text", quoted(value)),
        Kind::AnyOf { context } => format!("{} fits none of the {} branches", quoted(value), context.len()),
        Kind::OneOfNotValid { context } => {
            format!("{} fits none of the {} branches, but has to fit one", quoted(value), context.len())
        }
        Kind::OneOfMultipleValid { .. } => format!("{} fits several branches, but has to fit one", quoted(value)),
        Kind::Not { .. } => format!("{} fits what it must not fit", quoted(value)),
        Kind::FalseSchema => match refused_members(error, value) {
            Some(members) => not_allowed(members.keys().map(String::as_str).collect()),
            None => format!("{} is not allowed here", quoted(value)),
        },
        Kind::PropertyNames { error } => format!("a property has a name that is not allowed: {}", error.masked()),
        // The library's sentence; it quotes nothing, for it holds no value of the document.
        _ => error.masked().to_string(),
    }
}

fn not_allowed(properties: Vec<&str>) -> String {
    let (noun, verb) = if properties.len() == 1 { ("property", "is") } else { ("properties", "are") };
    format!("the {noun} {} {verb} not allowed here", names(properties.into_iter()))
}

/// The members that `additionalProperties: false` refuses where no other keyword speaks of members: all of them. The
/// library tells this as a schema that nothing fits, at the object.
pub(super) fn refused_members<'v>(error: &ValidationError<'_>, value: &'v Value) -> Option<&'v Map<String, Value>> {
    let refused = matches!(error.kind(), Kind::FalseSchema) && keyword(error) == "additionalProperties";
    if refused { value.as_object() } else { None }
}

/// What might be meant.
pub(super) fn hint(error: &ValidationError<'_>, value: &Value, schema: Option<&Value>) -> Option<String> {
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            meant(unexpected.iter().map(String::as_str), &properties(schema))
        }
        Kind::Required { property } => {
            let present: Vec<_> = value.as_object()?.keys().map(String::as_str).collect();
            let known = properties(schema);
            // A property that the schema knows by its own name is not meant to be another one.
            let present: Vec<_> = present.into_iter().filter(|name| !known.contains(name)).collect();
            meant(property.as_str(), &present)
        }
        Kind::Enum { options } => {
            let options: Vec<_> = options.as_array()?.iter().filter_map(Value::as_str).collect();
            meant(value.as_str(), &options)
        }
        Kind::Constant { expected_value } => meant(value.as_str(), &[expected_value.as_str()?]),
        Kind::Type { kind } => other_type(kind, value),
        // What one of the branches would have had.
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            let same = |inner: &&ValidationError<'_>| inner.instance_path() == error.instance_path();
            let is_choice =
                |inner: &&ValidationError<'_>| matches!(inner.kind(), Kind::Enum { .. } | Kind::Constant { .. });
            context.iter().flatten().filter(same).filter(is_choice).find_map(|inner| hint(inner, value, None))
        }
        _ => None,
    }
}

fn properties(schema: Option<&Value>) -> Vec<&str> {
    let properties = schema.and_then(|schema| schema.get("properties")).and_then(Value::as_object);
    properties.into_iter().flatten().map(|(name, _)| name.as_str()).collect()
}

fn meant<'a>(words: impl IntoIterator<Item = &'a str>, known: &[&str]) -> Option<String> {
    let near: Vec<_> = words.into_iter().flat_map(|word| nearest(word, known.iter().copied())).take(LISTED).collect();
    (!near.is_empty()).then(|| format!("did you mean {}?", names(near.into_iter())))
}

/// A value of the wanted type that stands in a string, or the reverse.
fn other_type(kind: &TypeKind, value: &Value) -> Option<String> {
    let wants = |name: &str| wanted(kind).iter().any(|wanted| wanted == name);
    match value {
        Value::String(text) => {
            let read: Value = serde_json::from_str(text.trim()).ok()?;
            let kind = if read.is_i64() || read.is_u64() { "integer" } else { type_of_plain(&read) };
            let fits = wants(kind) || (kind == "integer" && wants("number"));
            (fits && kind != "string").then(|| format!("without its quotes, {} is {}", cut(text.trim()), article(kind)))
        }
        Value::Number(_) | Value::Bool(_) if wants("string") => Some(format!("in quotes, \"{value}\" is a string")),
        Value::Array(_) | Value::Null => None,
        _ if wants("array") => Some("in brackets, it is an array of one element".to_owned()),
        _ => None,
    }
}

fn wanted(kind: &TypeKind) -> Vec<String> {
    match kind {
        TypeKind::Single(kind) => vec![kind.to_string()],
        TypeKind::Multiple(kinds) => kinds.iter().map(|kind| kind.to_string()).collect(),
    }
}

fn types(kind: &TypeKind) -> String {
    let kinds: Vec<_> = wanted(kind).iter().map(|kind| article(kind)).collect();
    kinds.join(" or ")
}

fn type_of_plain(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn type_of(value: &Value) -> String {
    article(type_of_plain(value))
}

fn article(kind: &str) -> String {
    match kind {
        "null" => "null".to_owned(),
        "array" | "object" | "integer" => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}

fn size(value: &Value) -> String {
    let (count, noun, nouns) = match value {
        Value::String(text) => (text.chars().count(), "character", "characters"),
        Value::Array(elements) => (elements.len(), "element", "elements"),
        Value::Object(members) => (members.len(), "property", "properties"),
        _ => (0, "part", "parts"),
    };
    if count == 1 { format!("1 {noun}") } else { format!("{count} {nouns}") }
}

/// A value as it may stand in a sentence: containers by their type, for they can be long.
fn quoted(value: &Value) -> String {
    match value {
        Value::Array(_) => "the array".to_owned(),
        Value::Object(_) => "the object".to_owned(),
        Value::String(text) => {
            format!("`{}`", cut(&Value::String(text.chars().take(QUOTED + 1).collect()).to_string()))
        }
        other => format!("`{}`", cut(&other.to_string())),
    }
}

fn values(options: &Value) -> String {
    let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
    list(options.iter().map(quoted))
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    list(names.map(|name| format!("`{}`", cut(name))))
}

fn list(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<_> = items.collect();
    if items.len() > LISTED {
        let more = items.len() - LISTED;
        items.truncate(LISTED);
        items.push(format!("and {more} more"));
    }
    items.join(", ")
}

/// Short, and without characters that move the cursor or hide.
fn cut(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", harmless(&text[..end])),
        None => harmless(text),
    }
}
