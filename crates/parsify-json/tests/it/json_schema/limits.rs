//! Nesting, chains and explosions end in a result or in a failure, on the stack of an ordinary thread.

use std::thread;

use parsify_error::{ErrorKind, Failure};
use parsify_json::schema::{CheckSchemaOptions, SchemaOptions, SchemaValidation, check_schema, validate_schema};

use super::{check, refused};

/// Threads have so much where nothing else is said.
const STACK: usize = 2 << 20;

fn on_a_thread<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run).unwrap().join().unwrap())
}

fn validated(document: &str, schema: &str) -> Result<SchemaValidation, Failure> {
    on_a_thread(|| validate_schema(document, schema, &[], &SchemaOptions::default()).map(|found| found.0))
}

fn nested(levels: usize, open: &str, inner: &str, close: &str) -> String {
    format!("{}{inner}{}", open.repeat(levels), close.repeat(levels))
}

/// `$defs` of which each refers to the next.
fn chain(links: usize, link: impl Fn(&str) -> String) -> String {
    let definitions: Vec<_> =
        (0..links).map(|at| format!(r##""n{at}": {}"##, link(&format!("#/$defs/n{}", at + 1)))).collect();
    format!(r##"{{"$ref": "#/$defs/n0", "$defs": {{{}, "n{links}": {{"type": "string"}}}}}}"##, definitions.join(", "))
}

#[test]
fn documents_of_512_levels_are_validated() {
    let objects = nested(511, r#"{"c":"#, "{}", "}");
    let arrays = nested(511, "[", "[]", "]");
    let recursive = [
        r##"{"type": "object", "properties": {"c": {"$ref": "#"}}}"##,
        r##"{"type": "object", "additionalProperties": {"$ref": "#"}}"##,
        r##"{"$dynamicAnchor": "n", "type": "object", "unevaluatedProperties": {"$dynamicRef": "#n"}}"##,
    ];
    for schema in recursive {
        assert!(validated(&objects, schema).unwrap().valid, "{schema}");
        assert!(!validated(&objects.replace("{}", "1"), schema).unwrap().valid, "{schema}");
    }
    let branches = r##"{"anyOf": [{"type": "string"}, {"type": "object", "properties": {"c": {"$ref": "#"}}}]}"##;
    for levels in [250, 511] {
        match validated(&nested(levels, r#"{"c":"#, "1", "}"), branches) {
            Ok(found) => assert!(!found.valid),
            // A debug build takes far more stack for each level.
            Err(failure) => assert_eq!((levels, failure.code()), (511, "json.schema-limit")),
        }
    }
    let items = r##"{"type": "array", "items": {"$ref": "#"}}"##;
    assert!(validated(&arrays, items).unwrap().valid);
    let found = validated(&nested(512, "[", "1", "]"), items).unwrap();
    assert_eq!(found.errors[0].instance_path.len(), 2 * 512);
}

#[test]
fn deeper_documents_and_schemas_are_refused_with_the_place() {
    let failure = validated(&nested(513, "[", "", "]"), "{}").unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.depth"));
    assert_eq!(failure.details()["document"].as_str(), Some("json"));
    assert_eq!(failure.details()["column"].as_u64(), Some(513));
    let failure = validated("1", &nested(129, r#"{"not":"#, "1", "}")).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.depth"));
    assert_eq!(failure.details()["document"].as_str(), Some("schema"));
}

#[test]
fn schemas_of_128_levels_are_compiled_and_checked() {
    let schemas = [
        nested(127, r#"{"not":"#, "{}", "}"),
        nested(127, r#"{"items":"#, "{}", "}"),
        nested(127, r#"{"additionalProperties":"#, "{}", "}"),
        nested(63, r#"{"anyOf":["#, "{}", "]}"),
        nested(63, r#"{"properties":{"c":"#, "{}", "}}"),
        nested(62, r#"{"oneOf":["#, r#"{"not":{}}"#, "]}"),
        nested(127, r#"{"unevaluatedProperties":"#, "{}", "}"),
    ];
    for schema in schemas {
        validated("[[1]]", &schema).unwrap();
        let checked = on_a_thread(|| check_schema(&schema, &CheckSchemaOptions::default())).unwrap();
        assert!(checked.0.valid);
    }
}

#[test]
fn a_chain_of_references_at_one_value_is_a_result_or_a_limit() {
    let links = [
        r##"{"$ref": "TO"}"##,
        r##"{"$ref": "TO", "minLength": 1}"##,
        r##"{"allOf": [{"$ref": "TO"}, {}]}"##,
        r##"{"anyOf": [{"$ref": "TO"}]}"##,
        r##"{"oneOf": [{"$ref": "TO"}]}"##,
        r##"{"not": {"$ref": "TO"}}"##,
        r##"{"if": true, "then": {"$ref": "TO"}}"##,
        r##"{"if": {"$ref": "TO"}, "else": false}"##,
        r##"{"allOf": [{"anyOf": [{"if": true, "then": {"$ref": "TO"}}]}]}"##,
    ];
    for link in links {
        validated("1", &chain(60, |to| link.replace("TO", to))).unwrap();
        let failure = validated("1", &chain(50_000, |to| link.replace("TO", to))).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.schema-limit"), "{link}");
        assert_eq!(failure.details()["limit"].as_u64(), Some(256), "{link}");
    }
    let by_name = |count: usize| {
        let links: Vec<_> =
            (0..count).map(|at| format!(r##"{{"$anchor": "n{at}", "$ref": "#n{}"}}"##, at + 1)).collect();
        format!(r##"{{"$ref": "#n0", "allOf": [{}, {{"$anchor": "n{count}"}}]}}"##, links.join(", "))
    };
    validated("1", &by_name(60)).unwrap();
    assert_eq!(validated("1", &by_name(50_000)).unwrap_err().code(), "json.schema-limit");
}

#[test]
fn a_chain_of_references_into_a_value_may_be_long() {
    let schema = chain(5_000, |to| format!(r#"{{"properties": {{"c": {{"$ref": "{to}"}}}}}}"#));
    let document = nested(511, r#"{"c":"#, "1", "}");
    assert!(validated(&document, &schema).unwrap().valid);
}

#[test]
fn a_schema_that_multiplies_ends_at_the_limit_of_steps() {
    let schema = chain(40, |to| format!(r#"{{"anyOf": [{{"$ref": "{to}"}}, {{"$ref": "{to}"}}]}}"#));
    let failure = validated("1", &schema).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.schema-limit"));
    assert!(failure.message().contains("steps"), "{failure}");
    assert!(check("1", r#"{"type": "integer"}"#).valid, "the meter is that of one validation");
}

#[test]
fn circles_of_references_end() {
    for schema in [
        r##"{"$ref": "#"}"##,
        r##"{"anyOf": [{"$ref": "#"}, {"type": "string"}]}"##,
        r##"{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}"##,
        r##"{"$dynamicAnchor": "a", "allOf": [{"$dynamicRef": "#a"}]}"##,
        r##"{"$schema": "https://json-schema.org/draft/2019-09/schema", "$recursiveAnchor": true, "not": {"$recursiveRef": "#"}}"##,
        r##"{"not": {"$ref": "#"}}"##,
    ] {
        validated("{}", schema).unwrap();
    }
}

#[test]
fn errors_beyond_the_limit_are_counted() {
    let document = format!("[{}]", vec!["\"a\""; 1000].join(","));
    let schema = r#"{"items": {"type": "integer"}}"#;
    let found = check(&document, schema);
    assert_eq!((found.valid, found.errors.len(), found.omitted), (false, 100, 900));
    let options = super::options(r#"{"maxErrors": 3}"#);
    let found = validate_schema(&document, schema, &[], &options).unwrap().0;
    assert_eq!((found.errors.len(), found.omitted), (3, 997));
    let options = super::options(r#"{"detail": "flag"}"#);
    let found = validate_schema(&document, schema, &[], &options).unwrap().0;
    assert_eq!((found.valid, found.errors.len(), found.omitted), (false, 0, 0));
}

#[test]
fn a_huge_document_is_validated() {
    let line = r#"{"id": 1, "tags": ["a", "b"], "price": 1.10}"#;
    let document = format!("[{},{}]", vec![line; 100_000].join(","), r#"{"id": "1"}"#);
    let schema = r#"{"items": {"oneOf": [{"properties": {"id": {"type": "integer"}}, "required": ["id"]}]}}"#;
    let found = check(&document, schema);
    assert_eq!((found.errors.len(), found.errors[0].instance_path.as_str()), (1, "/100000"));
    let place = found.errors[0].instance.unwrap();
    assert_eq!(&document[place.offset..place.offset + place.length], r#"{"id": "1"}"#);
}

#[test]
fn a_schema_of_ten_megabytes_is_compiled() {
    let definition = r##"{"type": "object", "properties": {"a": {"$ref": "#/$defs/n1"}, "b": {"enum": ["x", "y"]}}}"##;
    let count = 10_000_000 / definition.len();
    let definitions: Vec<_> = (0..count).map(|at| format!(r#""n{at}": {definition}"#)).collect();
    let schema = format!(r##"{{"$ref": "#/$defs/n0", "$defs": {{{}}}}}"##, definitions.join(","));
    let found = check(r#"{"a": {"b": "z"}}"#, &schema);
    assert_eq!(found.errors[0].instance_path, "/a/b");
    assert_eq!(found.errors[0].schema_path, "/$defs/n1/properties/b/enum");
    let place = found.errors[0].schema.unwrap();
    assert_eq!(&schema[place.offset..place.offset + place.length], r#""enum": ["x", "y"]"#);
}

#[test]
fn too_many_patterns_are_refused() {
    let patterns = vec![r#"{"pattern": "^a"}"#; 10_001].join(",");
    let failure = refused(&format!(r#"{{"anyOf": [{patterns}]}}"#));
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.schema-limit"));
    assert_eq!(failure.details()["limit"].as_u64(), Some(10_000));
}
