//! The module, and how `json-processor` reaches it.

use parsify_error::ErrorKind;
use parsify_interface::{Context, Descriptor, Failure, Processor as _, Request, Response, Silent};
use parsify_json::JsonProcessor;
use parsify_json::schema::JsonSchemaProcessor;

/// A host with one other module.
struct Host;

impl Context for Host {
    fn call(&self, module: &str, request: Request) -> Result<Response, Failure> {
        assert_eq!(module, "json-schema");
        JsonSchemaProcessor.execute(request, &Silent)
    }
}

fn descriptor() -> Descriptor {
    JsonSchemaProcessor.describe()
}

fn request(json: &str, schema: &str) -> Request {
    Request::new("validate").with_text("json", json).with_text("schema", schema)
}

#[test]
fn it_describes_itself_validly() {
    descriptor().validate().unwrap();
    for operation in descriptor().operations {
        assert!(operation.idempotent && !operation.native_twin, "{}", operation.name);
    }
    let processor = JsonProcessor.describe();
    assert!(processor.dependency("json-schema").unwrap().optional);
    processor.validate().unwrap();
}

#[test]
fn options_mean_the_same_in_both_modules() {
    let own = descriptor();
    let params = |descriptor: &Descriptor| descriptor.operation("validate").unwrap().params["properties"].clone();
    let (own, processor) = (params(&own), params(&JsonProcessor.describe()));
    for (name, schema) in own.as_object().unwrap() {
        let mut one = schema.clone();
        let mut other = processor[name].clone();
        for schema in [&mut one, &mut other] {
            schema.as_object_mut().unwrap().remove("description");
        }
        assert_eq!(one, other, "{name}");
    }
}

#[test]
fn validate_of_the_processor_hands_the_schema_on() {
    let schema = r#"{"items": {"$ref": "https://example.org/i"}}"#;
    let reference = r#"{"$id": "https://example.org/i", "type": "integer"}"#;
    let request = || request("[1, \"2\", 3e400]", schema).with_text("reference", reference).with_param("maxErrors", 1);
    let response = JsonProcessor.execute(request(), &Host).unwrap();
    assert_eq!(response.data["valid"], false);
    assert_eq!(response.data["problems"].as_array().unwrap().len(), 0);
    assert_eq!(response.data["schema"]["errors"][0]["instancePath"], "/1");
    assert_eq!(response.data["statistics"]["numbers"], 2);
    assert_eq!(response.warnings.len(), 1);
    assert_eq!(response.data["schema"], JsonSchemaProcessor.execute(request(), &Silent).unwrap().data);
}

#[test]
fn syntax_comes_first() {
    let response = JsonProcessor.execute(request("[1,]", "{}"), &Host).unwrap();
    assert_eq!((&response.data["valid"], &response.data["schema"]), (&false.into(), &serde_json::Value::Null));
    assert_eq!(response.data["problems"][0]["code"], "json.trailing-comma");
    let response = JsonProcessor.execute(request("[1]", "{}"), &Host).unwrap();
    assert_eq!((&response.data["valid"], &response.data["schema"]["valid"]), (&true.into(), &true.into()));
}

#[test]
fn a_failure_is_that_of_the_schema() {
    let failure = JsonProcessor.execute(request("1", r#"{"type": 1}"#), &Host).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "json.schema-invalid"));
    let failure = JsonProcessor.execute(request("1", "{}"), &Silent).unwrap_err();
    assert_eq!(failure.code(), "module.call");
    assert!(failure.hints().iter().any(|hint| hint.contains("`json-schema`")), "{failure:?}");
    let alone = Request::new("validate").with_text("json", "1").with_text("reference", "{}");
    assert_eq!(JsonProcessor.execute(alone, &Host).unwrap_err().code(), "document.unexpected");
}

#[test]
fn documents_of_dialects_have_their_own_places() {
    let source =
        "// é\n{ // {\n  'a': /* é */ \"x\", // one\n  unquoted: 0x10,\n  list: [1, 'it\\'s', [2, /* x */ ], ], }";
    let schema = r#"{"properties": {
        "a": {"type": "integer"},
        "unquoted": {"maximum": 15},
        "list": {"items": {"type": "integer"}}
    }}"#;
    let response = JsonProcessor.execute(request(source, schema).with_param("dialect", "json5"), &Host).unwrap();
    let errors = response.data["schema"]["errors"].as_array().unwrap();
    let found: Vec<(String, u64, u64, &str)> = errors
        .iter()
        .map(|error| {
            let span = &error["instance"];
            let number = |name: &str| span[name].as_u64().unwrap();
            let start = usize::try_from(number("offset")).unwrap();
            let end = start + usize::try_from(number("length")).unwrap();
            let path = error["instancePath"].as_str().unwrap().to_owned();
            (path, number("line"), number("column"), &source[start..end])
        })
        .collect();
    let mut expected = vec![
        ("/a".to_owned(), 3, 16, "\"x\""),
        ("/unquoted".to_owned(), 4, 13, "0x10"),
        ("/list/1".to_owned(), 5, 13, "'it\\'s'"),
        ("/list/2".to_owned(), 5, 22, "[2, /* x */ ]"),
    ];
    let mut found = found;
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    assert_eq!(response.data["valid"], false);

    let none = JsonProcessor.execute(request("[NaN]", "{}").with_param("dialect", "json5"), &Host).unwrap_err();
    assert_eq!(none.code(), "json.non-finite-number");
    let several = JsonProcessor.execute(request("[1]", "{}").with_param("values", "lines"), &Host).unwrap_err();
    assert_eq!((several.kind(), several.code()), (ErrorKind::Params, "json.options"));
}
