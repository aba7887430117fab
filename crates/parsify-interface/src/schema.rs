//! JSON Schemas of Rust types.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

/// Types with schemas of at most this many bytes are repeated where they occur: a reference would be harder to read.
const SMALL: usize = 512;
const PREFIX: &str = "#/$defs/";

/// The JSON Schema (draft 2020-12) of a type as serde reads it. References stand only for what is large and occurs more
/// than once, and for what contains itself: else a schema can be read in one piece, and a part of it stands for itself.
pub(crate) fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.meta_schema = None);
    shared(settings.into_generator().into_root_schema_for::<T>().to_value())
}

type Definitions = Map<String, Value>;

// A guest that describes itself carries this code, so it uses the collections that are there anyhow.

fn shared(mut root: Value) -> Value {
    let definitions = root.as_object_mut().and_then(|root| root.remove("$defs"));
    let Some(Value::Object(definitions)) = definitions else { return root };
    let is_kept = |name: &&String| {
        let count = count(&root, name) + definitions.values().map(|it| count(it, name)).sum::<usize>();
        count > 1 && definitions[*name].to_string().len() > SMALL || contains_itself(name, &definitions)
    };
    let kept: Vec<String> = definitions.keys().filter(is_kept).cloned().collect();
    expand(&mut root, &definitions, &kept);
    if let (Value::Object(root), false) = (&mut root, kept.is_empty()) {
        let mut bodies = Map::new();
        for name in &kept {
            let mut body = definitions[name].clone();
            expand(&mut body, &definitions, &kept);
            bodies.insert(name.clone(), body);
        }
        root.insert("$defs".to_owned(), Value::Object(bodies));
    }
    root
}

/// The name that a reference means.
fn referred(schema: &Map<String, Value>) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix(PREFIX)
}

/// Calls `tell` with the name in each reference of a schema.
fn references<'a>(schema: &'a Value, tell: &mut dyn FnMut(&'a str)) {
    match schema {
        Value::Object(members) => {
            if let Some(name) = referred(members) {
                tell(name);
            }
            members.values().for_each(|member| references(member, tell));
        }
        Value::Array(elements) => elements.iter().for_each(|element| references(element, tell)),
        _ => {}
    }
}

fn count(schema: &Value, name: &str) -> usize {
    let mut count = 0;
    references(schema, &mut |found| count += usize::from(found == name));
    count
}

fn contains_itself(name: &str, definitions: &Definitions) -> bool {
    let mut reached = vec![name];
    let mut next = 0;
    while let Some(definition) = reached.get(next).and_then(|name| definitions.get(*name)) {
        let mut is_reached_again = false;
        references(definition, &mut |found| {
            is_reached_again |= found == name;
            if !reached.contains(&found) {
                reached.push(found);
            }
        });
        if is_reached_again {
            return true;
        }
        next += 1;
    }
    false
}

/// Puts definitions in the place of references, but for the kept ones.
fn expand(schema: &mut Value, definitions: &Definitions, kept: &[String]) {
    match schema {
        Value::Object(members) => {
            let name = referred(members).filter(|name| !kept.iter().any(|it| it == name));
            if let Some(Value::Object(definition)) = name.and_then(|name| definitions.get(name)) {
                // What is said beside a reference is said of this place, and counts for more.
                let own = std::mem::replace(members, definition.clone());
                members.extend(own.into_iter().filter(|(keyword, _)| keyword != "$ref"));
            }
            members.values_mut().for_each(|member| expand(member, definitions, kept));
            join_null(members);
        }
        Value::Array(elements) => elements.iter_mut().for_each(|element| expand(element, definitions, kept)),
        _ => {}
    }
}

/// Writes "a value of one type, or null" as one schema of both types.
fn join_null(members: &mut Map<String, Value>) {
    let Some([Value::Object(value), null]) = members.get("anyOf").and_then(Value::as_array).map(Vec::as_slice) else {
        return;
    };
    let Some(Value::String(kind)) = value.get("type") else { return };
    if *null != serde_json::json!({ "type": "null" }) || value.contains_key("const") {
        return;
    }
    let mut joined = value.clone();
    joined.insert("type".to_owned(), serde_json::json!([kind, "null"]));
    if let Some(Value::Array(words)) = joined.get_mut("enum") {
        words.push(Value::Null);
    }
    members.remove("anyOf");
    joined.append(members);
    *members = joined;
}

#[cfg(test)]
#[expect(dead_code, reason = "the types are there for their schemas")]
mod tests {
    use serde_json::json;

    use super::*;

    #[derive(serde::Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    enum Word {
        Here,
        There,
    }

    #[derive(serde::Deserialize, JsonSchema)]
    struct Small {
        /// A word.
        word: Option<Word>,
    }

    /// Long enough to be said once. Long enough to be said once. Long enough to be said once. Long enough to be said once.
    /// Long enough to be said once. Long enough to be said once. Long enough to be said once. Long enough to be said once.
    /// Long enough to be said once. Long enough to be said once. Long enough to be said once. Long enough to be said once.
    /// Long enough to be said once. Long enough to be said once. Long enough to be said once. Long enough to be said once.
    #[derive(serde::Deserialize, JsonSchema)]
    struct Large {
        number: u8,
    }

    #[derive(serde::Deserialize, JsonSchema)]
    struct Chain {
        next: Option<Box<Self>>,
    }

    #[derive(serde::Deserialize, JsonSchema)]
    struct Once {
        small: Small,
        /// Said here.
        large: Large,
    }

    #[derive(serde::Deserialize, JsonSchema)]
    struct Twice {
        first: Large,
        second: Vec<Large>,
        small: [Small; 2],
    }

    #[test]
    fn what_occurs_once_or_is_small_stands_in_its_place() {
        let schema = schema_of::<Once>();
        assert!(!schema.to_string().contains("$ref"), "{schema}");
        assert_eq!(schema["properties"]["large"]["description"], "Said here.");
        assert_eq!(schema["properties"]["large"]["properties"]["number"]["maximum"], 255);
        let word = &schema["properties"]["small"]["properties"]["word"];
        let expected = json!({ "description": "A word.", "type": ["string", "null"], "enum": ["here", "there", null] });
        assert_eq!(*word, expected);
    }

    #[test]
    fn what_is_large_and_occurs_twice_is_said_once() {
        let schema = schema_of::<Twice>();
        assert_eq!(schema["properties"]["first"], json!({ "$ref": "#/$defs/Large" }));
        assert_eq!(schema["properties"]["second"]["items"], json!({ "$ref": "#/$defs/Large" }));
        let names: Vec<_> = schema["$defs"].as_object().unwrap().keys().collect();
        assert_eq!(names, ["Large"]);
        assert!(schema["properties"]["small"]["items"]["properties"].is_object());
    }

    #[test]
    fn what_contains_itself_is_referred_to() {
        let schema = schema_of::<Chain>().to_string();
        assert!(schema.contains("\"$ref\":\"#"), "{schema}");
    }
}
