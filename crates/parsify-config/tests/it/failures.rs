//! How errors look to the layers above.

use parsify_config::{Config, Layer};
use parsify_interface::serde_json::{self, Value, json};
use parsify_interface::{ErrorKind, Failure};

fn failure(text: &str) -> Failure {
    let config = Layer::from_toml("p.toml", text).and_then(|layer| Config::layered([layer]));
    config.unwrap_err().into()
}

#[track_caller]
fn check(text: &str, code: &str, details: &Value) {
    let failure = failure(text);
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Params, code));
    assert_eq!(&serde_json::to_value(failure.details()).unwrap(), details);
    assert_eq!(failure.causes().len(), 1);
}

#[test]
fn the_details_have_the_place_and_the_values() {
    check("a = ", "config.syntax", &json!({"file": "p.toml", "line": 1, "column": 5}));
    check(
        "[defaults.limits]\nmemroy = 1",
        "config.key",
        &json!({"file": "p.toml", "line": 2, "column": 1, "key": "defaults.limits.memroy", "nearest": ["memory"]}),
    );
    check(
        "[sources.a]\nurl = 1",
        "config.key",
        &json!({"file": "p.toml", "line": 2, "column": 1, "key": "sources.a.url", "kinds": ["path"]}),
    );
    check(
        "[defaults]\nfallback = \"allow\"",
        "config.value",
        &json!({"file": "p.toml", "line": 2, "column": 12, "key": "defaults.fallback", "found": "\"allow\"",
            "wanted": "\"allowed\", \"forbidden\" or \"native-only\" is wanted", "nearest": ["allowed"]}),
    );
    check(
        "[defaults.limits]\ndeadline = \"2h\"",
        "config.conflict",
        &json!({"file": "p.toml", "line": 2, "column": 12, "key": "defaults.limits.deadline", "found": "\"2h\"",
            "ceiling": "\"1h\""}),
    );
    check(
        "[modules.a]\nversion = \"^1\"\npin = \"2.0.0\"",
        "config.conflict",
        &json!({"file": "p.toml", "line": 3, "column": 7, "key": "modules.a.pin", "found": "\"2.0.0\"",
            "otherKey": "modules.a.version", "otherValue": "\"^1\""}),
    );
    check(
        "[dependencies]\na = {}",
        "config.missing",
        &json!({"file": "p.toml", "line": 2, "column": 1, "key": "dependencies.a.version"}),
    );
}

#[test]
fn a_variable_is_named() {
    let failure = Failure::from(Layer::from_env([("PARSIFY_CONCURENCY", "1")]).unwrap_err());
    assert_eq!(failure.code(), "config.key");
    assert_eq!(failure.details()["variable"].as_str(), Some("PARSIFY_CONCURENCY"));
    assert_eq!(failure.hints(), ["did you mean `PARSIFY_CONCURRENCY`?"]);
}
