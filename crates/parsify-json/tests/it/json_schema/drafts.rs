//! What the drafts do differently.

use parsify_json::schema::validate_schema;

use super::options;

fn valid(draft: &str, document: &str, schema: &str) -> bool {
    validate_schema(document, schema, &[], &options(&format!(r#"{{"draft": "{draft}"}}"#))).unwrap().0.valid
}

/// Cases: drafts, schema, what fits, what does not.
type Case = (&'static [&'static str], &'static str, &'static [&'static str], &'static [&'static str]);

const ALL: &[&str] = &["4", "6", "7", "2019-09", "2020-12"];
const FROM_6: &[&str] = &["6", "7", "2019-09", "2020-12"];
const FROM_7: &[&str] = &["7", "2019-09", "2020-12"];
const FROM_2019: &[&str] = &["2019-09", "2020-12"];
const TO_2019: &[&str] = &["4", "6", "7", "2019-09"];
const TO_7: &[&str] = &["4", "6", "7"];

const CASES: &[Case] = &[
    (
        ALL,
        r#"{"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}"#,
        &[r#"{"a": 1}"#],
        &["{}", "1", r#"{"a": "1"}"#],
    ),
    (ALL, r#"{"allOf": [{"minimum": 1}, {"maximum": 3}]}"#, &["1", "3", "\"x\""], &["0", "4"]),
    (ALL, r#"{"oneOf": [{"multipleOf": 2}, {"multipleOf": 3}]}"#, &["2", "3"], &["6", "1"]),
    (
        ALL,
        r#"{"patternProperties": {"^a": {"type": "null"}}, "additionalProperties": {"type": "boolean"}}"#,
        &[r#"{"ab": null, "b": true}"#],
        &[r#"{"ab": true}"#, r#"{"b": null}"#],
    ),
    (
        ALL,
        r#"{"uniqueItems": true}"#,
        &["[1, true]", "[[1], [2]]"],
        &["[1, 1.0]", r#"[{"a": 1, "b": 2}, {"b": 2, "a": 1}]"#],
    ),
    (&["4"], r#"{"minimum": 1, "exclusiveMinimum": true}"#, &["2"], &["1"]),
    (
        &["4"],
        r#"{"definitions": {"a": {"id": "https://example.org/a", "type": "null"}}, "not": {"$ref": "https://example.org/a"}}"#,
        &["1"],
        &["null"],
    ),
    (
        &["4"],
        r#"{"const": 1, "contains": {"type": "null"}, "propertyNames": {"maxLength": 0}}"#,
        &["2", "[]", r#"{"a": 1}"#],
        &[],
    ),
    (FROM_6, r#"{"exclusiveMinimum": 1}"#, &["2"], &["1"]),
    (FROM_6, r#"{"const": {"a": [1.0]}}"#, &[r#"{"a": [1]}"#], &["{}"]),
    (FROM_6, r#"{"contains": {"type": "null"}}"#, &["[1, null]", "1"], &["[]", "[1]"]),
    (FROM_6, r#"{"propertyNames": {"pattern": "^a"}}"#, &[r#"{"ab": 1}"#], &[r#"{"b": 1}"#]),
    (FROM_6, r#"{"properties": {"a": false, "b": true}}"#, &[r#"{"b": 1}"#], &[r#"{"a": 1}"#]),
    (&["6"], r#"{"if": true, "then": false}"#, &["1"], &[]),
    (
        FROM_7,
        r#"{"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 2}}"#,
        &["\"ab\"", "2"],
        &["\"a\"", "1"],
    ),
    (TO_2019, r#"{"items": [{"type": "null"}], "additionalItems": false}"#, &["[null]", "[]"], &["[1]", "[null, 1]"]),
    (
        TO_7,
        r#"{"dependencies": {"a": ["b"], "c": {"required": ["d"]}}}"#,
        &[r#"{"a": 1, "b": 1}"#],
        &[r#"{"a": 1}"#, r#"{"c": 1}"#],
    ),
    (
        TO_7,
        r##"{"definitions": {"s": {"type": "string"}}, "properties": {"a": {"$ref": "#/definitions/s", "maxLength": 1}}}"##,
        &[r#"{"a": "long"}"#],
        &[r#"{"a": 1}"#],
    ),
    (
        FROM_2019,
        r##"{"$defs": {"s": {"type": "string"}}, "properties": {"a": {"$ref": "#/$defs/s", "maxLength": 1}}}"##,
        &[r#"{"a": "l"}"#],
        &[r#"{"a": "long"}"#],
    ),
    (
        FROM_2019,
        r#"{"dependentRequired": {"a": ["b"]}, "dependentSchemas": {"c": {"required": ["d"]}}}"#,
        &[r#"{"a": 1, "b": 1}"#],
        &[r#"{"a": 1}"#, r#"{"c": 1}"#],
    ),
    (
        FROM_2019,
        r#"{"contains": {"type": "null"}, "minContains": 2, "maxContains": 3}"#,
        &["[null, null]"],
        &["[null]", "[null, null, null, null]"],
    ),
    (
        FROM_2019,
        r#"{"allOf": [{"properties": {"a": {}}}], "unevaluatedProperties": false}"#,
        &[r#"{"a": 1}"#],
        &[r#"{"b": 1}"#],
    ),
    (
        FROM_2019,
        r##"{"$defs": {"n": {"$anchor": "here", "type": "null"}}, "items": {"$ref": "#here"}}"##,
        &["[null]"],
        &["[1]"],
    ),
    (&["2019-09"], r#"{"items": [{"type": "null"}], "unevaluatedItems": false}"#, &["[null]"], &["[null, 1]"]),
    (
        &["2019-09"],
        r##"{"$recursiveAnchor": true, "type": "object", "additionalProperties": {"$recursiveRef": "#"}}"##,
        &[r#"{"a": {"b": {}}}"#],
        &[r#"{"a": {"b": 1}}"#],
    ),
    (
        &["2020-12"],
        r#"{"prefixItems": [{"type": "null"}], "items": {"type": "boolean"}}"#,
        &["[null, true]"],
        &["[true]", "[null, null]"],
    ),
    (
        &["2020-12"],
        r#"{"prefixItems": [true], "contains": {"type": "null"}, "unevaluatedItems": false}"#,
        &["[1, null]"],
        &["[1, null, 2]"],
    ),
    (
        &["2020-12"],
        r##"{"$dynamicAnchor": "node", "type": "object", "additionalProperties": {"$dynamicRef": "#node"}}"##,
        &[r#"{"a": {"b": {}}}"#],
        &[r#"{"a": {"b": 1}}"#],
    ),
    (&["2020-12"], r#"{"dependencies": {"a": ["b"]}}"#, &[r#"{"a": 1, "b": 1}"#], &[]),
];

#[test]
fn each_draft_has_its_own_meaning() {
    for (drafts, schema, fit, unfit) in CASES {
        for draft in *drafts {
            fit.iter().for_each(|document| assert!(valid(draft, document, schema), "{draft}: {schema}: {document}"));
            unfit.iter().for_each(|document| assert!(!valid(draft, document, schema), "{draft}: {schema}: {document}"));
        }
    }
}

#[test]
fn a_tree_that_is_extended_by_a_dynamic_reference() {
    let tree = r##"{"$id": "https://example.org/tree", "$dynamicAnchor": "node", "type": "object",
        "properties": {"children": {"type": "array", "items": {"$dynamicRef": "#node"}}}}"##;
    let strict = r##"{"$id": "https://example.org/strict", "$dynamicAnchor": "node", "$ref": "tree",
        "unevaluatedProperties": false}"##;
    let found = |document: &str| validate_schema(document, strict, &[tree], &options("{}")).unwrap().0.valid;
    assert!(found(r#"{"children": [{"children": []}]}"#));
    assert!(!found(r#"{"children": [{"daat": 1}]}"#));
}

#[test]
fn the_schema_names_its_draft() {
    for draft in ALL {
        let uri = match *draft {
            "4" | "6" | "7" => format!("http://json-schema.org/draft-0{draft}/schema#"),
            _ => format!("https://json-schema.org/draft/{draft}/schema"),
        };
        let schema = format!(r#"{{"$schema": "{uri}"}}"#);
        let found = validate_schema("1", &schema, &[], &options("{}")).unwrap().0;
        assert_eq!(serde_json::to_value(found.draft).unwrap(), *draft);
    }
}

#[test]
fn formats_describe_unless_they_are_to_be_checked() {
    let formats = [
        ("date", "\"2026-02-30\"", "\"2026-02-28\""),
        ("date-time", "\"now\"", "\"2026-11-23T10:00:00Z\""),
        ("ipv4", "\"1.2.3\"", "\"1.2.3.4\""),
        ("ipv6", "\"::g\"", "\"::1\""),
        ("email", "\"a\"", "\"a@example.org\""),
        ("hostname", "\"-a\"", "\"a.example.org\""),
        ("uri", "\"a b\"", "\"https://example.org/\""),
    ];
    for (format, bad, good) in formats {
        let schema = format!(r#"{{"format": "{format}"}}"#);
        for draft in ALL {
            let with = |formats: bool, document: &str| {
                let options = options(&format!(r#"{{"draft": "{draft}", "formats": {formats}}}"#));
                validate_schema(document, &schema, &[], &options).unwrap().0.valid
            };
            assert!(with(false, bad) && !with(true, bad) && with(true, good), "{draft} {format}");
        }
    }
    let encoded = r#"{"contentEncoding": "base64", "contentMediaType": "application/json"}"#;
    let with = |formats: bool| {
        let options = options(&format!(r#"{{"draft": "7", "formats": {formats}}}"#));
        validate_schema("\"%\"", encoded, &[], &options).unwrap().0.valid
    };
    assert!(with(false) && !with(true));
}
