//! Schemas of samples.

use parsify_json::{Indent, InferDraft, InferOptions, Samples, infer_schema};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::generate::json;

fn options(change: impl FnOnce(&mut InferOptions)) -> InferOptions {
    let mut options = InferOptions::default();
    change(&mut options);
    options
}

fn inferred(documents: &[&str], options: &InferOptions) -> Value {
    serde_json::from_str(&infer_schema(documents, options).unwrap()).unwrap()
}

#[test]
fn what_all_documents_have_is_required() {
    let schema = inferred(
        &[r#"{"id": 1, "name": "a", "sizes": [1, 2.5]}"#, r#"{"id": 2, "name": null, "more": {"x": true}}"#],
        &InferOptions::default(),
    );
    let expected = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {
            "id": {"type": "integer"},
            "name": {"type": ["string", "null"]},
            "sizes": {"type": "array", "items": {"type": "number"}},
            "more": {"type": "object", "properties": {"x": {"type": "boolean"}}, "required": ["x"]},
        },
        "required": ["id", "name"],
    });
    assert_eq!(schema, expected);
}

#[test]
fn options_are_followed() {
    let schema = inferred(
        &[
            r#"[{"kind": "a", "at": "2026-01-31T00:00:00Z"}, {"kind": "b", "at": "2026-01-31T00:00:00Z"}, {"kind": "a"}, {"kind": "b"}]"#,
        ],
        &options(|it| {
            it.title = Some("List".to_owned());
            it.draft = InferDraft::Draft7;
            it.closed = true;
            it.required = false;
            it.enums = 2;
        }),
    );
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(schema["title"], "List");
    assert_eq!(schema["items"]["properties"]["kind"], json!({"type": "string", "enum": ["a", "b"]}));
    assert_eq!(schema["items"]["properties"]["at"], json!({"type": "string", "format": "date-time"}));
    assert_eq!(schema["items"]["additionalProperties"], false);
    assert_eq!(schema["items"].get("required"), None);
    let line = infer_schema(&["1"], &options(|it| it.indent = Indent::None)).unwrap();
    assert_eq!(line, r#"{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"integer"}"#);
}

#[test]
fn keys_that_are_data_make_a_map() {
    let members: Vec<_> = (0..150).map(|index| format!("\"k{index}\": {{\"n\": {index}}}")).collect();
    let source = format!("{{{}}}", members.join(","));
    let schema = inferred(&[&source], &InferOptions::default());
    assert_eq!(schema["additionalProperties"]["properties"]["n"]["type"], "integer");
    let schema = inferred(&[&source], &options(|it| it.maps_from = 0));
    assert_eq!(schema["properties"].as_object().unwrap().len(), 150);
}

#[test]
fn lines_are_samples() {
    let lines = options(|it| it.values = Samples::Lines);
    let schema = inferred(&["{\"a\": 1}\r\n\n{\"a\": \"x\"}\n"], &lines);
    assert_eq!(schema["properties"]["a"]["type"], json!(["string", "integer"]));
    let failure = infer_schema(&["{}\n{\n"], &lines).unwrap_err();
    assert_eq!(failure.details()["line"], parsify_error::Detail::Unsigned(2));
}

#[test]
fn bad_documents_say_which() {
    let failure = infer_schema(&["1", "{"], &InferOptions::default()).unwrap_err();
    assert_eq!(failure.details()["index"], parsify_error::Detail::Unsigned(1));
    assert_eq!(infer_schema(&[], &InferOptions::default()).unwrap().matches("type").count(), 0);
}

#[test]
fn too_many_places_are_refused() {
    let members: Vec<_> = (0..100_001).map(|index| format!("\"k{index}\":0")).collect();
    let failure = infer_schema(&[&format!("{{{}}}", members.join(","))], &InferOptions::default()).unwrap_err();
    assert_eq!(failure.code(), "json.places");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The schema describes the samples: an independent validator says so.
    #[test]
    fn every_sample_is_valid(one in json(), other in json(), closed: bool, enums in 0_usize..5) {
        let chosen = options(|it| {
            it.closed = closed;
            it.enums = enums;
        });
        let schema = inferred(&[&one, &other], &chosen);
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
        for source in [&one, &other] {
            let sample: Value = parsify_json::tree::parse(source).unwrap().to_serde();
            // A number beyond doubles is not the same for the validator.
            if !source.contains(['e', 'E']) {
                prop_assert!(validator.is_valid(&sample), "{schema}");
            }
        }
    }
}
