//! What a params schema says, for people and for options.

use parsify::harmless;
use parsify::serde_json::Value;

/// The properties of an object schema, in the schema's order.
pub(crate) fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema["properties"].as_object().into_iter().flatten()
}

/// The one type that the schema allows, `null` aside.
pub(super) fn kind(schema: &Value) -> Option<&str> {
    match &schema["type"] {
        Value::String(kind) => Some(kind),
        Value::Array(kinds) => {
            let mut kinds = kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null");
            kinds.next().filter(|_| kinds.next().is_none())
        }
        _ => None,
    }
}

/// The texts of an enumeration: `enum`, `const`, or branches that are nothing else. Empty for every other schema.
pub(super) fn choices(schema: &Value) -> Vec<String> {
    fn gather(schema: &Value, texts: &mut Vec<String>) -> bool {
        if let Some(branches) = branches(schema) {
            return branches.iter().all(|branch| gather(branch, texts));
        }
        let constants = schema["enum"].as_array().map(Vec::as_slice).or(schema.get("const").map(std::slice::from_ref));
        let Some(constants) = constants else { return false };
        constants.iter().all(|constant| constant.as_str().map(|text| texts.push(text.to_owned())).is_some())
    }
    let mut texts = Vec::new();
    if gather(schema, &mut texts) { texts } else { Vec::new() }
}

/// The forms a value may have, where there are several.
pub(super) fn branches(schema: &Value) -> Option<&Vec<Value>> {
    schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array())
}

/// The values a param may have, in words: `integer from 0 to 16, "tab"`.
pub(crate) fn allowed(schema: &Value) -> String {
    if let Some(branches) = branches(schema) {
        return branches.iter().map(allowed).collect::<Vec<_>>().join(" or ");
    }
    if let Some(constant) = schema.get("const") {
        return harmless(&constant.to_string());
    }
    if let Some(constants) = schema["enum"].as_array() {
        return harmless(&constants.iter().map(Value::to_string).collect::<Vec<_>>().join(" or "));
    }
    let kind = match &schema["type"] {
        Value::String(kind) => kind.clone(),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => "anything".to_owned(),
    };
    let range = match (&schema["minimum"], &schema["maximum"]) {
        (Value::Null, Value::Null) => String::new(),
        (least, Value::Null) => format!(" from {least}"),
        (Value::Null, most) => format!(" up to {most}"),
        (least, most) => format!(" from {least} to {most}"),
    };
    harmless(&format!("{kind}{range}"))
}

#[cfg(test)]
mod tests {
    use parsify::serde_json::json;

    use super::*;

    #[test]
    fn enumerations() {
        assert_eq!(choices(&json!({"type": "string", "enum": ["lf", "crlf"]})), ["lf", "crlf"]);
        assert_eq!(choices(&json!({"oneOf": [{"const": "a"}, {"const": "b"}]})), ["a", "b"]);
        assert!(choices(&json!({"oneOf": [{"type": "integer"}, {"const": "tab"}]})).is_empty());
        assert!(choices(&json!({"enum": ["a", 1]})).is_empty());
    }

    #[test]
    fn values_in_words() {
        for (schema, words) in [
            (
                json!({"oneOf": [{"type": "integer", "minimum": 0, "maximum": 16}, {"const": "tab"}]}),
                "integer from 0 to 16 or \"tab\"",
            ),
            (json!({"type": "string", "enum": ["lf", "crlf"]}), "\"lf\" or \"crlf\""),
            (json!({"type": ["string", "null"]}), "string or null"),
            (json!(true), "anything"),
        ] {
            assert_eq!(allowed(&schema), words);
        }
    }
}
