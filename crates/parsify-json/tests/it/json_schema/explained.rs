//! Errors in words, and what might be meant.

use parsify_json::schema::validate_schema;

use super::{check, options};

fn told(document: &str, schema: &str) -> Vec<(String, Option<String>)> {
    check(document, schema).errors.into_iter().map(|error| (error.message, error.hint)).collect()
}

fn first(document: &str, schema: &str) -> (String, String) {
    let (message, hint) = told(document, schema).into_iter().next().unwrap();
    (message, hint.unwrap_or_default())
}

#[test]
fn each_keyword_says_what_is_expected_and_what_is_there() {
    for (document, schema, expected) in [
        ("1", r#"{"type": "string"}"#, "`1` is a number, not a string"),
        ("[]", r#"{"type": ["object", "null"]}"#, "the array is an array, not null or an object"),
        ("7", r#"{"enum": [1, "a", null]}"#, "`7` is none of the allowed values: `1`, `\"a\"`, `null`"),
        ("7", r#"{"const": [1]}"#, "`7` is not the array"),
        ("7", r#"{"multipleOf": 2}"#, "`7` is no multiple of 2"),
        ("7", r#"{"minimum": 8}"#, "`7` is less than 8"),
        ("7", r#"{"exclusiveMaximum": 7}"#, "`7` is not less than 7"),
        ("\"ö\"", r#"{"minLength": 2}"#, "`\"ö\"` has 1 character, the least is 2"),
        ("[1,2]", r#"{"maxItems": 1}"#, "the array has 2 elements, the most is 1"),
        ("{}", r#"{"minProperties": 1}"#, "the object has 0 properties, the least is 1"),
        ("{}", r#"{"required": ["a"]}"#, "the property `a` is missing"),
        ("[1,1]", r#"{"uniqueItems": true}"#, "two elements of the array are equal"),
        ("1", "false", "`1` is not allowed here"),
        ("1", r#"{"not": {}}"#, "`1` fits what it must not fit"),
        ("1", r#"{"anyOf": [false, false]}"#, "`1` fits none of the 2 branches"),
        ("1", r#"{"oneOf": [true, true]}"#, "`1` fits several branches, but has to fit one"),
        ("{\"a\":1,\"b\":2}", r#"{"additionalProperties": false}"#, "the properties `a`, `b` are not allowed here"),
    ] {
        assert_eq!(first(document, schema).0, expected, "{schema}");
    }
}

#[test]
fn a_name_with_a_typing_error_is_met_by_the_nearest_one() {
    let schema = r#"{"properties": {"email": {}, "name": {}}, "required": ["email"], "additionalProperties": false}"#;
    let hints: Vec<_> = told(r#"{"emial": "a", "name": "b"}"#, schema).into_iter().filter_map(|told| told.1).collect();
    assert_eq!(hints, ["did you mean `email`?", "did you mean `emial`?"]);
    let branches = r#"{"anyOf": [{"enum": ["red", "green"]}, {"type": "array"}]}"#;
    assert_eq!(first("\"gren\"", branches).1, "did you mean `green`?");
    assert_eq!(first("\"gren\"", r#"{"enum": ["red", "green"]}"#).1, "did you mean `green`?");
}

#[test]
fn a_value_in_quotes_is_recognized() {
    let integer = r#"{"type": "integer"}"#;
    assert_eq!(first("\" 12 \"", integer).1, "without its quotes, 12 is an integer");
    assert_eq!(first("\"1.5\"", r#"{"type": "number"}"#).1, "without its quotes, 1.5 is a number");
    assert_eq!(first("\"true\"", r#"{"type": "boolean"}"#).1, "without its quotes, true is a boolean");
    assert_eq!(first("\"1.5\"", integer).1, "");
    assert_eq!(first("12", r#"{"type": "string"}"#).1, "in quotes, \"12\" is a string");
    assert_eq!(first("12", r#"{"type": "array"}"#).1, "in brackets, it is an array of one element");
}

#[test]
fn the_errors_of_branches_are_told_on_request() {
    let schema = r#"{"anyOf": [{"type": "string"}, {"properties": {"a": {"oneOf": [{"type": "null"}, false]}}}]}"#;
    let document = r#"{"a": 1}"#;
    let list = check(document, schema);
    assert_eq!(list.errors.len(), 1);
    let detailed = validate_schema(document, schema, &[], &options(r#"{"detail": "branches"}"#)).unwrap().0;
    let told: Vec<_> = detailed.errors.iter().map(|error| (error.schema_path.as_str(), error.within)).collect();
    assert_eq!(
        told,
        [
            ("/anyOf", None),
            ("/anyOf/0/type", Some(0)),
            ("/anyOf/1/properties/a/oneOf", Some(0)),
            ("/anyOf/1/properties/a/oneOf/0/type", Some(2)),
            ("/anyOf/1/properties/a/oneOf/1", Some(2)),
        ]
    );
    assert!(detailed.errors.iter().all(|error| error.instance.is_some() && error.schema.is_some()));
}

#[test]
fn the_branch_that_fits_best_is_named() {
    let schema = r#"{"oneOf": [{"type": "string", "const": 1}, {"required": ["b"]}]}"#;
    assert!(first(r#"{"a": 1}"#, schema).1.starts_with("branch 1"), "{:?}", first(r#"{"a": 1}"#, schema));
    assert_eq!(first("{}", r#"{"oneOf": [false, false]}"#).1, "");
}

#[test]
fn long_and_harmful_texts_are_quoted_short_and_harmless() {
    let long = format!("\"{}\\u001b[31m\"", "ä".repeat(1000));
    let message = first(&long, r#"{"type": "null"}"#).0;
    assert!(message.chars().count() < 100, "{message}");
    let message = first("{\"\\u001b[31m\": 1}", r#"{"additionalProperties": false}"#).0;
    assert!(!message.contains('\u{1b}'), "{message:?}");
}
