//! Options as JSON.

use parsify_json::{FormatOptions, MinifyOptions, ValidateOptions, Validation};
use schemars::schema_for;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

#[track_caller]
fn defaults<T: Default + Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(expected: Value) {
    assert_eq!(serde_json::to_value(T::default()).unwrap(), expected);
    assert_eq!(serde_json::from_value::<T>(json!({})).unwrap(), T::default());
    assert!(serde_json::from_value::<T>(json!({ "unknown": 1 })).is_err());
}

#[test]
fn default_values() {
    defaults::<FormatOptions>(json!({
        "values": "one", "dialect": "json", "badDocuments": "error", "indent": 2, "inlineWidth": 0, "sortKeys": false, "sortRecursive": true, "sortExclude": [], "removeNulls": "none",
        "truncateStrings": 0, "ensureAscii": false, "colors": "none", "theme": "default", "styleSheet": false,
        "insertFinalNewline": true, "maxDepth": 1000, "endOfLine": "lf",
    }));
    defaults::<MinifyOptions>(json!({
        "values": "one", "dialect": "json", "badDocuments": "error", "sortKeys": false, "sortRecursive": true, "sortExclude": [], "removeNulls": "none", "truncateStrings": 0,
        "ensureAscii": false, "insertFinalNewline": false, "maxDepth": 1000,
    }));
    defaults::<ValidateOptions>(json!({
        "values": "one", "dialect": "json", "maxDepth": 1000, "maxProblems": 100, "draft": "auto", "formats": false, "maxErrors": 100, "detail": "list",
        "references": {},
    }));
}

#[test]
fn bad_indents() {
    for indent in [json!(17), json!(-1), json!("tabs"), json!("None"), json!(""), json!(2.5), json!(null), json!([2])] {
        assert!(serde_json::from_value::<FormatOptions>(json!({ "indent": indent })).is_err(), "{indent}");
    }
}

#[test]
fn schemas_describe_and_bound_the_options() {
    let schema = schema_for!(FormatOptions).to_value();
    assert_eq!(schema["additionalProperties"], false);
    let properties = schema["properties"].as_object().unwrap();
    for (name, property) in properties {
        assert!(property["description"].is_string(), "{name} has no description");
        assert!(!property["default"].is_null(), "{name} has no default");
    }
    assert_eq!(properties["maxDepth"]["maximum"], 100_000);
    assert_eq!(properties["maxDepth"]["minimum"], 1);
    assert_eq!(properties["indent"]["oneOf"][0]["maximum"], 16);
    let problems = &schema_for!(ValidateOptions).to_value()["properties"]["maxProblems"];
    assert_eq!((&problems["minimum"], &problems["maximum"]), (&json!(1), &json!(10_000)));
    assert!(schema_for!(Validation).to_value()["properties"]["statistics"].is_object());
}
