//! Schemas that are none, as a result of `check-schema` and as a failure of `validate`.

use parsify_error::{Detail, ErrorKind};
use parsify_json::schema::{CheckSchemaOptions, Draft, SchemaCheck, check_schema};

use super::refused;

fn checked(schema: &str) -> SchemaCheck {
    check_schema(schema, &CheckSchemaOptions::default()).unwrap().0
}

const BAD: &str = "{\n  \"properties\": {\n    \"a\": {\"type\": \"strin\"},\n    \"b\": {\"minimum\": \"1\"}\n  },\n  \"required\": [1]\n}";

#[test]
fn every_problem_of_a_schema_has_its_place() {
    let found = checked(BAD);
    assert!(!found.valid);
    let mut told: Vec<_> = found
        .errors
        .iter()
        .map(|error| (error.instance_path.as_str(), error.instance.unwrap().line, error.instance.unwrap().column))
        .collect();
    told.sort_unstable();
    assert_eq!(told, [("/properties/a/type", 3, 19), ("/properties/b/minimum", 4, 22), ("/required/0", 6, 16)]);
    assert!(found.errors.iter().all(|error| error.schema.is_none()));
}

#[test]
fn validate_fails_with_the_same_problems() {
    let failure = refused(BAD);
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "json.schema-invalid"));
    let Detail::List(problems) = &failure.details()["problems"] else { panic!("{failure:?}") };
    assert_eq!(problems.len(), 3);
    assert_eq!(failure.details()["document"].as_str(), Some("schema"));
    assert!(failure.details()["line"].as_u64() > Some(2), "{failure:?}");
    assert!(failure.message().contains("and 2 more problems"), "{failure}");
}

#[test]
fn the_draft_decides() {
    let schema = r#"{"exclusiveMinimum": true, "minimum": 1}"#;
    let with = |draft: &str| {
        let options = serde_json::from_str(&format!(r#"{{"draft": "{draft}"}}"#)).unwrap();
        check_schema(schema, &options).unwrap().0.valid
    };
    assert!(with("4"));
    assert!(!with("6") && !with("7") && !with("2019-09") && !with("2020-12") && !with("auto"));
    assert_eq!(checked("{}").draft, Draft::Draft202012);
    let named = checked(r#"{"$schema": "http://json-schema.org/draft-04/schema#", "id": 1}"#);
    assert_eq!((named.valid, named.draft), (false, Draft::Draft4));
}

#[test]
fn values_that_are_no_schemas_are_told() {
    for text in ["1", "null", "\"a\"", "[]", "1e400"] {
        let found = checked(text);
        assert_eq!((found.valid, found.errors.len()), (false, 1), "{text}");
        assert_eq!(refused(text).code(), "json.schema-invalid", "{text}");
    }
    assert!(checked("true").valid);
    let failure = check_schema("{,}", &CheckSchemaOptions::default()).unwrap_err();
    assert_eq!(failure.details()["document"].as_str(), Some("schema"));
    let unknown = check_schema(r#"{"$schema": "https://example.org/x"}"#, &CheckSchemaOptions::default()).unwrap_err();
    assert_eq!(unknown.code(), "json.schema-reference");
}
