//! Errors stand where they are, in both texts.

use parsify_json::schema::{SchemaOptions, validate_schema};

use super::check;

const DOCUMENT: &str = "{\n  \"name\": \"Ö\",\n  \"lines\": [\n    {\"count\": 1},\n    {\"count\": \"2\", \"extra/key\": [true]}\n  ]\n}\n";
const SCHEMA: &str = r##"{
  "properties": {
    "lines": {"items": {"$ref": "#/$defs/line"}}
  },
  "$defs": {
    "line": {
      "properties": {"count": {"type": "integer"}},
      "additionalProperties": false
    }
  }
}"##;

#[test]
fn nested_errors_have_their_places_in_document_and_schema() {
    let found = check(DOCUMENT, SCHEMA);
    let told: Vec<_> = found
        .errors
        .iter()
        .map(|error| {
            let (instance, schema) = (error.instance.unwrap(), error.schema.unwrap());
            (
                error.keyword.as_str(),
                (instance.line, instance.column, &DOCUMENT[instance.offset..instance.offset + instance.length]),
                (schema.line, schema.column, &SCHEMA[schema.offset..schema.offset + schema.length]),
                schema.reference,
            )
        })
        .collect();
    let additional = (8, 7, "\"additionalProperties\": false");
    assert_eq!(
        told,
        [
            ("type", (5, 15, "\"2\""), (7, 32, "\"type\": \"integer\""), None),
            ("additionalProperties", (5, 20, "\"extra/key\": [true]"), additional, None),
        ]
    );
    assert_eq!(found.errors[0].instance_path, "/lines/1/count");
    assert_eq!(found.errors[0].schema_path, "/$defs/line/properties/count/type");
    let way = "/properties/lines/items/$ref/properties/count/type";
    assert_eq!(found.errors[0].evaluation_path.as_deref(), Some(way));
}

#[test]
fn pointers_are_escaped() {
    let found = check(r#"{"a/b": {"~": 1}}"#, r#"{"properties": {"a/b": {"properties": {"~": {"type": "null"}}}}}"#);
    assert_eq!(found.errors[0].instance_path, "/a~1b/~0");
    assert_eq!(found.errors[0].schema_path, "/properties/a~1b/properties/~0/type");
    assert_eq!(found.errors[0].instance.unwrap().column, 15);
    assert_eq!(found.errors[0].evaluation_path, None);
}

#[test]
fn errors_of_other_documents_stand_there() {
    let references = ["{}", "{\n\"$id\": \"https://example.org/line\",\n\"$defs\": {\"count\": {\"minimum\": 1}}}"];
    let schema = r##"{"items": {"$ref": "https://example.org/line#/$defs/count"}}"##;
    let options = super::options(r#"{"references": {"https://example.org/empty": 0}}"#);
    let found = validate_schema("[0]", schema, &references, &options).unwrap().0;
    let place = found.errors[0].schema.unwrap();
    assert_eq!((place.reference, place.line, place.column), (Some(1), 3, 21));
    assert_eq!(found.errors[0].schema_path, "/$defs/count/minimum");
}

#[test]
fn errors_of_a_part_with_an_identifier_stand_in_its_document() {
    // Reached by its name, and on the way through the document.
    for way in [r#"{"$ref": "https://example.org/part"}"#, r#"{"$ref": "part"}"#] {
        let schema = format!(
            r#"{{"$id": "https://example.org/whole", "properties": {{"a": {way}}}, "$defs": {{"part":
{{"$id": "part", "properties": {{"b": {{"type": "string"}}}}}}}}}}"#
        );
        let found = check(r#"{"a": {"b": 1}}"#, &schema);
        let place = found.errors[0].schema.unwrap();
        assert_eq!((place.reference, place.line, place.column), (None, 2, 38), "{way}");
        assert_eq!(found.errors[0].schema_path, "/$defs/part/properties/b/type");
    }
    let schema = r#"{"$id": "https://example.org/whole",
"properties": {"a": {"$id": "part", "properties": {"b": {"type": "string"}}}}}"#;
    let found = check(r#"{"a": {"b": 1}}"#, schema);
    assert_eq!(found.errors[0].schema_path, "/properties/a/properties/b/type");
    assert_eq!(found.errors[0].schema.unwrap().column, 58);
}

#[test]
fn the_last_of_equal_keys_is_meant() {
    let document = r#"{"a": 1, "a": "x"}"#;
    let found = check(document, r#"{"properties": {"a": {"type": "integer"}}}"#);
    assert_eq!(found.errors[0].instance.unwrap().column, 15);
}

#[test]
fn every_error_has_places() {
    let schema = r##"{
      "allOf": [false, {"required": ["x"]}], "anyOf": [{"type": "null"}], "oneOf": [{"type": "null"}, {"const": 1}],
      "not": {}, "if": true, "then": {"minProperties": 9}, "maxProperties": 0, "enum": [1], "const": 2,
      "propertyNames": {"maxLength": 0}, "additionalProperties": false, "dependentRequired": {"a": ["b"]},
      "dependentSchemas": {"a": false}, "unevaluatedProperties": false, "type": "array"
    }"##;
    let found = check(r#"{"a": 1}"#, schema);
    assert!(found.errors.len() >= 14, "{found:#?}");
    for error in &found.errors {
        let (instance, place) = (error.instance.unwrap(), error.schema.unwrap());
        assert!(instance.line == 1 && place.line > 1 && place.length > 0, "{error:?}");
        assert!(!error.message.is_empty() && !error.keyword.is_empty(), "{error:?}");
    }
    let list = r#"{"items": false, "minItems": 9, "contains": {"type": "null"}, "uniqueItems": true, "maxItems": 1}"#;
    let found = validate_schema("[1, 1]", list, &[], &SchemaOptions::default()).unwrap().0;
    let mut keywords: Vec<_> = found.errors.iter().map(|error| error.keyword.as_str()).collect();
    keywords.sort_unstable();
    keywords.dedup();
    assert_eq!(keywords, ["contains", "items", "maxItems", "minItems", "uniqueItems"]);
}
