//! An independent validator judges the same.

use boon::{Compiler, Draft, Schemas};
use parsify_json::schema::validate_schema;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::options;

const DRAFTS: [(&str, Draft); 5] =
    [("4", Draft::V4), ("6", Draft::V6), ("7", Draft::V7), ("2019-09", Draft::V2019_09), ("2020-12", Draft::V2020_12)];

/// What boon says; nothing where it does not take the schema.
fn oracle(draft: Draft, schema: &Value, document: &Value) -> Option<bool> {
    let mut compiler = Compiler::new();
    compiler.set_default_draft(draft);
    compiler.add_resource("https://example.org/schema.json", schema.clone()).ok()?;
    let mut schemas = Schemas::new();
    let index = compiler.compile("https://example.org/schema.json", &mut schemas).ok()?;
    Some(schemas.validate(document, index).is_ok())
}

fn keys() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["a", "b", "c"]).prop_map(str::to_owned)
}

fn documents() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3..4_i64).prop_map(Value::from),
        (-3..4_i64).prop_map(|number| Value::from(number as f64 + 0.5)),
        "[ab]{0,3}".prop_map(Value::from),
    ];
    scalar.prop_recursive(3, 16, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(keys(), inner, 0..4).prop_map(|members| json!(members)),
        ]
    })
}

/// Schemas that every draft takes, whatever it knows of them.
fn schemas() -> impl Strategy<Value = Value> {
    let types = ["null", "boolean", "integer", "number", "string", "array", "object"];
    let leaf = prop_oneof![
        prop::sample::select(types.to_vec()).prop_map(|name| json!({ "type": name })),
        prop::sample::subsequence(types.to_vec(), 1..4).prop_map(|names| json!({ "type": names })),
        prop::collection::btree_set(-3..4_i64, 1..4).prop_map(|values| json!({ "enum": values })),
        documents().prop_map(|value| json!({ "const": value })),
        (-3..4_i64).prop_map(|limit| json!({ "minimum": limit })),
        (-3..4_i64).prop_map(|limit| json!({ "maximum": limit })),
        (1..4_u64).prop_map(|number| json!({ "multipleOf": number })),
        (0..4_u64, 0..4_u64).prop_map(|(least, most)| json!({ "minLength": least, "maxLength": most })),
        (0..4_u64, 0..4_u64).prop_map(|(least, most)| json!({ "minItems": least, "maxItems": most })),
        (0..4_u64, 0..4_u64).prop_map(|(least, most)| json!({ "minProperties": least, "maxProperties": most })),
        prop::collection::btree_set(keys(), 1..3).prop_map(|names| json!({ "required": names })),
        Just(json!({ "uniqueItems": true })),
        prop::sample::select(vec!["^a", "b$", "a|b", "^(ab)*$"]).prop_map(|pattern| json!({ "pattern": pattern })),
        Just(json!({})),
        // A reference to itself at the same value means nothing.
        Just(json!({ "properties": { "a": { "$ref": "#" } } })),
        Just(json!({ "items": { "$ref": "#" } })),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        let some = || prop::collection::vec(inner.clone(), 1..3);
        let named = || prop::collection::btree_map(keys(), inner.clone(), 1..3);
        prop_oneof![
            some().prop_map(|schemas| json!({ "allOf": schemas })),
            some().prop_map(|schemas| json!({ "anyOf": schemas })),
            some().prop_map(|schemas| json!({ "oneOf": schemas })),
            inner.clone().prop_map(|schema| json!({ "not": schema })),
            inner.clone().prop_map(|schema| json!({ "items": schema })),
            inner.clone().prop_map(|schema| json!({ "contains": schema })),
            inner.clone().prop_map(|schema| json!({ "propertyNames": schema })),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(one, two, three)| json!({ "if": one, "then": two, "else": three })),
            named().prop_map(|schemas| json!({ "properties": schemas })),
            (named(), inner.clone())
                .prop_map(|(schemas, rest)| json!({ "properties": schemas, "additionalProperties": rest })),
            named().prop_map(|schemas| json!({ "patternProperties": { "^a": schemas.values().next() } })),
            (named(), inner.clone()).prop_map(
                |(schemas, rest)| json!({ "allOf": [{ "properties": schemas }], "unevaluatedProperties": rest })
            ),
            some().prop_map(|schemas| json!({ "prefixItems": schemas, "unevaluatedItems": false })),
            named().prop_map(|schemas| json!({ "dependentSchemas": schemas })),
            (inner.clone(), inner.clone()).prop_map(|(one, other)| merged(one, other)),
        ]
    })
}

/// Two schemas in one object, where their keywords differ.
fn merged(one: Value, other: Value) -> Value {
    let mut members = Map::new();
    for schema in [one, other] {
        if let Value::Object(keywords) = schema {
            members.extend(keywords);
        }
    }
    Value::Object(members)
}

/// In draft 2019-09 our library lets `contains` evaluate elements for `unevaluatedItems`, as 2020-12 does.
fn is_excepted(draft: &str, schema: &Value) -> bool {
    let text = schema.to_string();
    draft == "2019-09" && text.contains("\"contains\"") && text.contains("\"unevaluatedItems\"")
}

#[test]
fn the_exception_is_still_one() {
    let schema = json!({ "contains": {}, "unevaluatedItems": false });
    let found = validate_schema("[1]", &schema.to_string(), &[], &options(r#"{"draft": "2019-09"}"#)).unwrap().0;
    assert_eq!((found.valid, oracle(Draft::V2019_09, &schema, &json!([1]))), (true, Some(false)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn two_validators_agree(schema in schemas(), document in documents(), draft in 0..DRAFTS.len()) {
        let (name, draft) = DRAFTS[draft];
        prop_assume!(!is_excepted(name, &schema));
        let Some(expected) = oracle(draft, &schema, &document) else { return Ok(()) };
        let found = validate_schema(
            &document.to_string(),
            &schema.to_string(),
            &[],
            &options(&format!(r#"{{"draft": "{name}"}}"#)),
        );
        prop_assert_eq!(found.unwrap().0.valid, expected, "{} {} {}", name, schema, document);
    }
}

#[test]
fn most_schemas_of_the_comparison_are_taken_by_both() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut judged = [0, 0];
    for _ in 0..500 {
        let (schema, document) = (schemas(), documents()).new_tree(&mut runner).unwrap().current();
        if let Some(valid) = oracle(Draft::V2020_12, &schema, &document) {
            judged[usize::from(valid)] += 1;
        }
    }
    assert!(judged.iter().all(|count| *count > 100), "{judged:?}");
}
