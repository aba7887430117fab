use serde_json::{Value, json};

use crate::cli::{file, folder, line, misbehave};

#[test]
fn success_is_one_object() {
    let ended = line("json minify --json").stdin("[1, 2]").run().code(0);
    let object = ended.object();
    assert_eq!(object["documents"][0]["text"], "[1,2]");
    assert_eq!(object["data"], json!({"bytesIn": 6, "bytesOut": 5}));
    assert_eq!(object["report"]["engine"], "wasm");
    assert_eq!(ended.stderr, "");
}

#[test]
fn a_document_s_failure_is_one_object() {
    let folder = folder();
    file(folder.path(), "a.json", "[1,]");
    let ended = line("json format a.json --json").within(folder.path()).run().code(1);
    let error = &ended.object()["error"];
    assert_eq!((&error["kind"], &error["code"]), (&json!("input"), &json!("json.trailing-comma")));
    assert_eq!((&error["details"]["line"], &error["details"]["column"]), (&json!(1), &json!(3)));
    assert_eq!(error["details"]["file"], "a.json");
    assert_eq!(ended.stderr, "");
}

#[test]
fn the_command_s_own_failures_are_one_object() {
    for (words, code) in [
        ("json format missing.json --json", "cli.file"),
        ("--json json format --param x", "cli.param"),
        ("json format --json --params [1]", "params.json"),
        ("--json run nothing format", "module.not-found"),
        ("json format --native --no-fallback --json", "cli.usage"),
        // Clap's own.
        ("json frmat --json", "cli.usage"),
        ("--json", "cli.usage"),
        ("json format --nonsense --json", "cli.usage"),
        ("json format --memory 0 --json", "cli.usage"),
        ("run --json", "cli.usage"),
    ] {
        let ended = line(words).stdin("[]").run().code(2);
        assert_eq!(ended.object()["error"]["code"], code, "{words}");
        assert_eq!(ended.stderr, "", "{words}");
    }
    let ended = line("json frmat --json").run();
    assert_eq!(ended.object()["error"]["hints"][0], "did you mean `format`?");
}

#[test]
fn traps_and_limits_are_one_object() {
    let ended = misbehave("panic --json").run().code(3);
    assert_eq!(ended.object()["error"]["kind"], "trap");
    let ended = misbehave("spin --timeout 300ms --json").run().code(4);
    assert_eq!(ended.object()["error"]["details"]["limitMs"], 300);
}

#[test]
fn a_validation_is_one_object() {
    let ended = line("json validate --json").stdin("[1,]").run().code(1);
    let data = &ended.object()["data"];
    assert_eq!(data["valid"], false);
    assert_eq!(data["problems"][0]["code"], "json.trailing-comma");
}

#[test]
fn the_catalog_is_one_object() {
    let ended = line("modules list --json").run().code(0);
    let ids = |catalog: &Value| {
        let modules = catalog["modules"].as_array().unwrap().iter();
        modules.map(|it| it["descriptor"]["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let shipped = [
        "code-processor",
        "json-data",
        "json-processor",
        "json-query",
        "json-schema",
        "lang-ecma",
        "lang-python",
        "run-javascript",
    ];
    assert_eq!(ids(&ended.object()), shipped);
    let ended = line("modules search jsno-processor --json").run().code(0);
    assert_eq!(ids(&ended.object())[0], "json-processor");
    let ended = line("modules info json-processor --json").run().code(0);
    assert_eq!(ended.object()["descriptor"]["category"], "json");
    let ended = line("health --json").run().code(0);
    assert_eq!(ended.object()["health"], "healthy");
    let ended = line("modules list --category none --json").run().code(0);
    assert_eq!(ended.object(), json!({"modules": []}));
}
