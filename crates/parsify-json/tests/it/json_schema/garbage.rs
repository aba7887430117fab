//! Whatever comes in, something well-formed comes out.

use parsify_json::schema::{CheckSchemaOptions, SchemaOptions, check_schema, validate_schema};
use proptest::prelude::*;
use serde_json::{Value, json};

fn words() -> impl Strategy<Value = Value> {
    let word = prop_oneof![
        Just("string"),
        Just("integer"),
        Just("#"),
        Just("#/$defs/a"),
        Just("#a"),
        Just("x"),
        Just("("),
        Just(""),
        Just("http://json-schema.org/draft-07/schema#"),
        Just("https://example.org/"),
        Just("date"),
        Just("\u{0}"),
    ];
    prop_oneof![
        word.prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from)
    ]
}

fn schemas() -> impl Strategy<Value = Value> {
    let keyword = prop::sample::select(vec![
        "type",
        "$ref",
        "$id",
        "id",
        "$schema",
        "$anchor",
        "$dynamicRef",
        "$dynamicAnchor",
        "$recursiveRef",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "if",
        "then",
        "else",
        "properties",
        "patternProperties",
        "additionalProperties",
        "items",
        "prefixItems",
        "additionalItems",
        "contains",
        "minContains",
        "required",
        "enum",
        "const",
        "pattern",
        "format",
        "minimum",
        "multipleOf",
        "maxLength",
        "dependencies",
        "$defs",
        "definitions",
        "unevaluatedProperties",
        "propertyNames",
        "uniqueItems",
        "a",
        "$recursiveAnchor",
        "contentEncoding",
    ]);
    words().prop_recursive(5, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(keyword.clone().prop_map(str::to_owned), inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_value_as_a_schema_gives_a_result_or_a_failure(schema in schemas(), document in schemas(), formats: bool) {
        let (schema, document) = (schema.to_string(), document.to_string());
        let options: SchemaOptions =
            serde_json::from_value(json!({ "formats": formats, "detail": "branches" })).unwrap();
        match validate_schema(&document, &schema, &[], &options) {
            Ok(found) => {
                let found = found.0;
                prop_assert_eq!(found.valid, found.errors.is_empty());
                for error in &found.errors {
                    let span = error.instance.unwrap();
                    prop_assert!(document.get(span.offset..span.offset + span.length).is_some());
                    prop_assert!(!error.message.is_empty());
                }
            }
            Err(failure) => prop_assert!(failure.code().starts_with("json."), "{failure}"),
        }
        let checked = check_schema(&schema, &CheckSchemaOptions::default());
        prop_assert!(checked.is_ok() || checked.is_err_and(|failure| failure.code().starts_with("json.")));
    }

    #[test]
    fn any_text_gives_a_result_or_a_failure(document: String, schema: String, reference: String) {
        let options: SchemaOptions = serde_json::from_value(json!({ "references": { "a": 0 } })).unwrap();
        let _ = validate_schema(&document, &schema, &[&reference], &options);
        let _ = validate_schema("1", &schema, &[], &options);
        let _ = validate_schema(&document, "{}", &[&reference], &options);
    }
}
