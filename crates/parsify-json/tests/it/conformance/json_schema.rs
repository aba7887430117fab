//! The JSON Schema test suite, draft 7, its required part.
//!
//! The suite's cases of remote references mean documents of its own server, which are not among the data here. Those below
//! are written after what the cases say of them, and are handed in, as anybody's would be.

use parsify_interface::{Document, Request};
use serde_json::{Value, json};

use super::{folder, report};
use crate::run::{read, run};

#[test]
fn the_suite_of_draft_7() {
    let Some(folder) = folder("json-schema") else { return };
    let mut files: Vec<_> =
        std::fs::read_dir(folder.join("tests/draft7")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut total = 0;
    let mut failed = Vec::new();
    for file in files {
        let cases: Vec<Value> = serde_json::from_slice(&read(&file)).unwrap();
        for case in &cases {
            for test in case["tests"].as_array().unwrap() {
                total += 1;
                if !is_judged_rightly(&case["schema"], test) {
                    let file = file.file_stem().unwrap().display();
                    failed.push(format!("{file}: {}: {}", case["description"], test["description"]));
                }
            }
        }
    }
    report("json-schema (draft 7)", total, &failed, &[]);
}

fn is_judged_rightly(schema: &Value, test: &Value) -> bool {
    let remotes = remotes();
    let uris: serde_json::Map<_, _> =
        remotes.iter().enumerate().map(|(index, (uri, _))| ((*uri).to_owned(), json!(index))).collect();
    let mut request = Request::new("validate")
        .with_text("json", test["data"].to_string())
        .with_text("schema", schema.to_string())
        .with_param("draft", "7")
        .with_param("references", Value::Object(uris));
    for (_, remote) in remotes {
        request = request.with_document(Document::text("reference", remote.to_string()));
    }
    run("json-schema", request).unwrap().data["valid"] == test["valid"]
}

fn remotes() -> Vec<(&'static str, Value)> {
    let integer = json!({ "type": "integer" });
    vec![
        ("http://localhost:1234/integer.json", integer.clone()),
        (
            "http://localhost:1234/draft7/subSchemas.json",
            json!({ "definitions": { "integer": integer, "refToInteger": { "$ref": "#/definitions/integer" } } }),
        ),
        ("http://localhost:1234/baseUriChange/folderInteger.json", integer.clone()),
        ("http://localhost:1234/baseUriChangeFolder/folderInteger.json", integer.clone()),
        ("http://localhost:1234/baseUriChangeFolderInSubschema/folderInteger.json", integer.clone()),
        (
            "http://localhost:1234/draft7/name.json",
            json!({ "definitions": { "orNull": { "anyOf": [{ "type": "null" }, { "$ref": "#" }] } }, "type": "string" }),
        ),
        (
            "http://localhost:1234/draft7/ref-and-definitions.json",
            json!({
                "$id": "http://localhost:1234/draft7/ref-and-definitions.json",
                "definitions": { "inner": { "properties": { "bar": { "type": "string" } } } },
                "allOf": [{ "$ref": "#/definitions/inner" }],
            }),
        ),
        (
            "http://localhost:1234/draft7/locationIndependentIdentifier.json",
            json!({ "definitions": { "refToInteger": { "$ref": "#foo" }, "A": { "$id": "#foo", "type": "integer" } } }),
        ),
        (
            "http://localhost:1234/nested/foo-ref-string.json",
            json!({ "type": "object", "properties": { "foo": { "$ref": "string.json" } } }),
        ),
        ("http://localhost:1234/nested/string.json", json!({ "type": "string" })),
        (
            "http://localhost:1234/draft7/detached-ref.json",
            json!({
                "$id": "http://localhost:1234/draft7/detached-ref.json",
                "definitions": { "foo": { "$ref": "#detached" }, "detached": { "$id": "#detached", "type": "integer" } },
            }),
        ),
    ]
}
