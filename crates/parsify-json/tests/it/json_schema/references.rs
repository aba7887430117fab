//! References lead to documents handed in, and nowhere else.

use parsify_error::{ErrorKind, Failure};
use parsify_json::schema::{SchemaOptions, validate_schema};

use super::{options, refused};

fn valid(document: &str, schema: &str, references: &[&str], with: &str) -> bool {
    validate_schema(document, schema, references, &options(with)).unwrap().0.valid
}

#[test]
fn a_reference_finds_its_document_by_identifier_or_by_option() {
    let schema = r#"{"$ref": "https://example.org/a.json"}"#;
    let named = r#"{"$id": "https://example.org/a.json", "type": "integer"}"#;
    assert!(valid("1", schema, &[named], "{}"));
    assert!(!valid("\"1\"", schema, &[named], "{}"));
    let by_option = r#"{"references": {"https://example.org/a.json": 1}}"#;
    let other = r#"{"$id": "https://example.org/b.json"}"#;
    assert!(!valid("\"1\"", schema, &[other, r#"{"type": "integer"}"#], by_option));
}

#[test]
fn relative_references_are_relative_to_the_schema() {
    let integer = r#"{"type": "integer"}"#;
    let relative = r#"{"references": {"a.json": 0}}"#;
    assert!(!valid("\"1\"", r#"{"$ref": "a.json"}"#, &[integer], relative));
    let with_id = r#"{"$id": "https://example.org/x/s.json", "$ref": "a.json"}"#;
    assert!(!valid("\"1\"", with_id, &[integer], relative));
    assert!(!valid("\"1\"", with_id, &[integer], r#"{"references": {"https://example.org/x/a.json": 0}}"#));
}

#[test]
fn documents_may_refer_to_one_another_and_to_the_schema() {
    let schema = r##"{"$id": "https://example.org/root", "$defs": {"leaf": {"type": "integer"}}, "$ref": "one"}"##;
    let one = r#"{"$id": "https://example.org/one", "items": {"$ref": "two"}}"#;
    let two = r##"{"$id": "https://example.org/two", "items": {"$ref": "root#/$defs/leaf"}}"##;
    assert!(valid("[[1]]", schema, &[one, two], "{}"));
    assert!(!valid("[[null]]", schema, &[one, two], "{}"));
}

#[test]
fn a_part_of_a_document_is_found_by_its_own_identifier() {
    let bundle = r#"{"$id": "https://example.org/bundle", "$defs": {"a": {"$id": "a", "type": "integer"}}}"#;
    assert!(!valid("\"1\"", r#"{"$ref": "https://example.org/a"}"#, &[bundle], "{}"));
}

#[test]
fn a_missing_document_is_named_with_the_place_and_the_way_out() {
    let failure = refused("{\n  \"properties\": {\"p\": {\"$ref\": \"https://example.org/p.json#/a\"}}\n}");
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "json.schema-reference"));
    assert!(failure.message().contains("`https://example.org/p.json`"), "{failure}");
    assert_eq!(failure.details()["uri"].as_str(), Some("https://example.org/p.json"));
    assert_eq!(failure.details()["pointer"].as_str(), Some("/properties/p/$ref"));
    assert_eq!((failure.details()["line"].as_u64(), failure.details()["column"].as_u64()), (Some(2), Some(24)));
    assert!(failure.hints()[0].contains(r#"{"https://example.org/p.json": 0}"#), "{failure:?}");

    let failure = refused(r#"{"$ref": "other.json"}"#);
    assert!(failure.message().contains("`other.json`"), "{failure}");
}

#[test]
fn a_missing_document_of_a_document_is_named_with_the_place_there() {
    let reference = "{\"$id\": \"https://example.org/a\",\n\"$ref\": \"b\"}";
    let found = validate_schema("1", r#"{"$ref": "https://example.org/a"}"#, &[reference], &SchemaOptions::default());
    let failure = found.unwrap_err();
    assert_eq!(failure.details()["uri"].as_str(), Some("https://example.org/b"));
    assert_eq!(failure.details()["reference"].as_u64(), Some(0));
    assert_eq!(failure.details()["line"].as_u64(), Some(2));
}

#[test]
fn ways_that_lead_nowhere_are_refused_with_the_place() {
    for (schema, place) in [
        (r##"{"properties": {"a": {"$ref": "#/$defs/b%20c"}}}"##, "/properties/a/$ref"),
        (r##"{"not": {"$ref": "#anchor"}}"##, "/not/$ref"),
    ] {
        let failure = refused(schema);
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "json.schema-reference"), "{failure}");
        assert_eq!(failure.details()["pointer"].as_str(), Some(place), "{failure}");
        assert_eq!(failure.details()["line"].as_u64(), Some(1));
    }
    assert_eq!(refused(r#"{"$ref": "http://[x"}"#).code(), "json.schema-reference");
    assert_eq!(refused(r#"{"$id": "http://[x"}"#).code(), "json.schema-reference");
}

fn failure(references: &[&str], with: &str) -> Failure {
    validate_schema("1", "{}", references, &options(with)).unwrap_err()
}

#[test]
fn documents_without_a_uri_and_uris_without_a_document_are_refused() {
    let nameless = failure(&["{}"], "{}");
    assert_eq!((nameless.kind(), nameless.code()), (ErrorKind::Input, "json.schema-reference"));
    assert!(nameless.hints()[0].contains("`$id`"), "{nameless:?}");
    let absent = failure(&[], r#"{"references": {"https://example.org/a": 0}}"#);
    assert_eq!((absent.kind(), absent.code()), (ErrorKind::Params, "json.schema-reference"));
    assert!(absent.message().contains("no document was handed in"), "{absent}");
    assert_eq!(failure(&["{}"], r#"{"references": {"a": 18446744073709551615}}"#).kind(), ErrorKind::Params);
    assert_eq!(failure(&["{}"], r#"{"references": {"http://[x": 0}}"#).code(), "json.schema-reference");
    let syntax = failure(&["{,}"], r#"{"references": {"a": 0}}"#);
    assert_eq!(
        (syntax.details()["document"].as_str(), syntax.details()["reference"].as_u64()),
        (Some("reference"), Some(0))
    );
}

#[test]
fn meta_schemas_of_the_drafts_need_not_be_handed_in() {
    let schema = r#"{"$ref": "http://json-schema.org/draft-07/schema#"}"#;
    assert!(valid(r#"{"type": "string"}"#, schema, &[], "{}"));
    assert!(!valid(r#"{"type": "strin"}"#, schema, &[], "{}"));
}

#[test]
fn a_dialect_is_read_by_the_draft_of_its_meta_schema() {
    let schema = r#"{"$schema": "https://example.org/dialect", "items": [{"type": "integer"}]}"#;
    let unknown = refused(schema);
    assert_eq!(unknown.details()["uri"].as_str(), Some("https://example.org/dialect"));
    assert!(unknown.hints().iter().any(|hint| hint.contains("`draft`")), "{unknown:?}");
    let dialect = r##"{"$id": "https://example.org/dialect", "$schema": "http://json-schema.org/draft-07/schema#"}"##;
    assert!(!valid("[\"a\"]", schema, &[dialect], "{}"));
    assert!(!valid("[\"a\"]", schema, &[], r#"{"draft": "7"}"#));
    let circle = r#"{"$id": "https://example.org/dialect", "$schema": "https://example.org/dialect"}"#;
    let failure = validate_schema("1", schema, &[circle], &SchemaOptions::default()).unwrap_err();
    assert_eq!(failure.code(), "json.schema-reference");
}
