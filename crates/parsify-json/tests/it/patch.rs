//! JSON Patch and JSON Merge Patch.

use parsify_error::{Detail, ErrorKind};
use parsify_json::tree::parse;
use parsify_json::{Indent, PatchKind, PatchOptions, Patched, patch};
use proptest::prelude::*;

use crate::generate::{json, soup};

fn options(change: impl FnOnce(&mut PatchOptions)) -> PatchOptions {
    let mut options = PatchOptions::default();
    options.indent = Indent::None;
    change(&mut options);
    options
}

fn patched(document: &str, steps: &str) -> String {
    patch(document, steps, &options(|_| ())).unwrap().json.unwrap()
}

fn merged(document: &str, steps: &str) -> String {
    patch(document, steps, &options(|it| it.kind = PatchKind::Merge)).unwrap().json.unwrap()
}

#[test]
fn what_is_not_touched_stays_as_it_is_written() {
    let document = r#"{"price": 1.10, "big": 123456789012345678901234567890, "text": "caf\u00e9", "tags": [1e2]}"#;
    let steps = r#"[{"op": "add", "path": "/tags/0", "value": 2.50}, {"op": "copy", "from": "/big", "path": "/more"}]"#;
    let expected = r#"{"price":1.10,"big":123456789012345678901234567890,"text":"caf\u00e9","tags":[2.50,1e2],"more":123456789012345678901234567890}"#;
    assert_eq!(patched(document, steps), expected);
}

#[test]
fn test_compares_by_meaning() {
    let document = r#"{"a": [1.0, {"x": "\u0061", "y": null}]}"#;
    let good = r#"[{"op": "test", "path": "/a", "value": [1, {"y": null, "x": "a"}]}]"#;
    assert!(!patch(document, good, &options(|_| ())).unwrap().report.changed);
    let bad = r#"[{"op": "remove", "path": "/a/0"}, {"op": "test", "path": "/a/0", "value": 1}]"#;
    let failure = patch(document, bad, &options(|_| ())).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "patch.test"));
    assert_eq!(failure.message(), "operation 1 (test): the value at `/a/0` is not the expected one");
    assert_eq!(failure.details()["expected"], Detail::Text("1".to_owned()));
    assert_eq!(failure.details()["found"], Detail::Text(r#"{"x":"\u0061","y":null}"#.to_owned()));
}

#[track_caller]
fn refused(document: &str, steps: &str, code: &str, message: &str) {
    let failure = patch(document, steps, &options(|_| ())).unwrap_err();
    assert_eq!((failure.kind(), failure.code(), failure.message()), (ErrorKind::Input, code, message));
}

#[test]
fn an_error_names_operation_place_and_reason() {
    let steps = "[\n  {\"op\": \"test\", \"path\": \"\", \"value\": {\"a\": [1]}},\n  {\"op\": \"replace\", \"path\": \"/a/1/b\", \"value\": 0}\n]";
    let failure = patch(r#"{"a": [1]}"#, steps, &options(|_| ())).unwrap_err();
    assert_eq!(failure.message(), "operation 1 (replace): `/a` has 1 element: there is no element 1");
    for (name, value) in [("index", 1), ("line", 3), ("column", 3)] {
        assert_eq!(failure.details()[name], Detail::Unsigned(value), "{name}");
    }
    for (name, value) in [("path", "/a/1/b"), ("at", "/a"), ("op", "replace"), ("document", "patch")] {
        assert_eq!(failure.details()[name], Detail::Text(value.to_owned()), "{name}");
    }
    let cases = [
        (r#"{"op": "remove", "path": "/b"}"#, "operation 0 (remove): the document has no member \"b\""),
        (r#"{"op": "add", "path": "/b/c", "value": 1}"#, "operation 0 (add): the document has no member \"b\""),
        (
            r#"{"op": "add", "path": "/a/01", "value": 1}"#,
            "operation 0 (add): `/a` is an array, and \"01\" is no index",
        ),
        (
            r#"{"op": "add", "path": "/a/2", "value": 1}"#,
            "operation 0 (add): `/a` has 1 element: there is no element 2",
        ),
        (
            r#"{"op": "add", "path": "/a/0/x", "value": 1}"#,
            "operation 0 (add): `/a/0` is a number: there is nothing in it",
        ),
        (
            r#"{"op": "replace", "path": "/a/-", "value": 1}"#,
            "operation 0 (replace): `/a` is an array, and `-` is the place after its last element, where nothing is",
        ),
        (
            r#"{"op": "move", "from": "/a", "path": "/a/0"}"#,
            "operation 0 (move): `/a` cannot be moved into itself, to `/a/0`",
        ),
        (
            r#"{"op": "remove", "path": ""}"#,
            "operation 0 (remove): the whole document cannot be removed: no JSON would be left",
        ),
    ];
    for (step, message) in cases {
        refused(r#"{"a": [1]}"#, &format!("[{step}]"), "patch.path", message);
    }
    let cases = [
        ("{}", "a JSON Patch is an array of operations, not an object"),
        ("[1]", "operation 0: an operation is an object, not a number"),
        ("[{}]", "operation 0: an operation lacks `op`"),
        (r#"[{"op": "add", "path": "/a"}]"#, "operation 0 (add): an operation lacks `value`"),
        (r#"[{"op": "Add", "path": "/a", "value": 1}]"#, "operation 0 (Add): there is no operation `Add`"),
        (r#"[{"op": "move", "path": "/a"}]"#, "operation 0 (move): an operation lacks `from`"),
        (
            r#"[{"op": "remove", "path": "a"}]"#,
            "operation 0 (remove): `path` is no JSON Pointer: a JSON Pointer is empty or starts with `/`",
        ),
        (r#"[{"op": "remove", "path": 1}]"#, "operation 0 (remove): `path` is a string, not a number"),
        (r#"[{"op": "add", "op": "remove", "path": "/a"}]"#, "operation 0 (remove): an operation has `op` twice"),
    ];
    for (steps, message) in cases {
        refused(r#"{"a": [1]}"#, steps, "patch.operation", message);
    }
    let failure = patch("{", "[]", &options(|_| ())).unwrap_err();
    assert_eq!(failure.details()["document"], Detail::Text("json".to_owned()));
    let failure = patch("{}", "[", &options(|_| ())).unwrap_err();
    assert_eq!(failure.details()["document"], Detail::Text("patch".to_owned()));
}

#[test]
fn a_dry_run_lists_and_gives_no_document() {
    let steps = r#"[{"op": "replace", "path": "/a", "value": [2]}, {"op": "move", "from": "/a", "path": "/b"}]"#;
    let Patched { json, report, .. } = patch(r#"{"a": 1}"#, steps, &options(|it| it.dry_run = true)).unwrap();
    assert_eq!(json, None);
    let expected = serde_json::json!({
        "applied": 2,
        "changed": true,
        "changes": [
            {"index": 0, "op": "replace", "path": "/a", "before": "1", "after": "[2]"},
            {"index": 1, "op": "move", "path": "/b", "from": "/a", "after": "[2]"},
        ],
    });
    assert_eq!(serde_json::to_value(&report).unwrap(), expected);
    let steps = format!("[{}]", [r#"{"op": "add", "path": "/-", "value": 1}"#; 1_005].join(","));
    let report = patch("[]", &steps, &options(|it| it.dry_run = true)).unwrap().report;
    assert_eq!((report.applied, report.changes.len(), report.omitted), (1_005, 1_000, 5));
}

/// The examples of RFC 7396, appendix A.
#[test]
fn merge_patches() {
    let cases = [
        (r#"{"a":"b"}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
        (r#"{"a":"b"}"#, r#"{"b":"c"}"#, r#"{"a":"b","b":"c"}"#),
        (r#"{"a":"b"}"#, r#"{"a":null}"#, "{}"),
        (r#"{"a":"b","b":"c"}"#, r#"{"a":null}"#, r#"{"b":"c"}"#),
        (r#"{"a":["b"]}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
        (r#"{"a":"c"}"#, r#"{"a":["b"]}"#, r#"{"a":["b"]}"#),
        (r#"{"a":{"b":"c"}}"#, r#"{"a":{"b":"d","c":null}}"#, r#"{"a":{"b":"d"}}"#),
        (r#"{"a":[{"b":"c"}]}"#, r#"{"a":[1]}"#, r#"{"a":[1]}"#),
        (r#"["a","b"]"#, r#"["c","d"]"#, r#"["c","d"]"#),
        (r#"{"a":"b"}"#, r#"["c"]"#, r#"["c"]"#),
        (r#"{"a":"foo"}"#, "null", "null"),
        (r#"{"a":"foo"}"#, r#""bar""#, r#""bar""#),
        (r#"{"e":null}"#, r#"{"a":1}"#, r#"{"e":null,"a":1}"#),
        ("[1,2]", r#"{"a":"b","c":null}"#, r#"{"a":"b"}"#),
        ("{}", r#"{"a":{"bb":{"ccc":null}}}"#, r#"{"a":{"bb":{}}}"#),
    ];
    for (document, steps, expected) in cases {
        assert_eq!(merged(document, steps), expected, "{document} {steps}");
    }
}

#[test]
fn of_equal_keys_the_last_one_counts() {
    assert_eq!(merged(r#"{"a":1,"a":2}"#, r#"{"a":3,"b":{"x":1},"b":{"y":2}}"#), r#"{"a":1,"a":3,"b":{"y":2}}"#);
    let patched = patch(r#"{"x": {"a":1,"a":2}}"#, "[]", &options(|_| ())).unwrap();
    assert_eq!(patched.warnings, ["json: the object at /x has the key \"a\" twice; the last one counts"]);
}

#[test]
fn growth_is_bounded() {
    let double = r#"{"op": "copy", "from": "", "path": "/-"}"#;
    let steps = format!("[{}]", [double; 60].join(","));
    let failure = patch("[1]", &steps, &options(|_| ())).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.output-size"));
    let deeper = r#"{"op": "copy", "from": "", "path": "/a"}"#;
    let steps = format!("[{}]", [deeper; 12].join(","));
    let failure = patch(r#"{"a": 1}"#, &steps, &options(|_| ()));
    // Each step sets the same member, one level deeper.
    assert!(failure.is_ok());
    let deep = format!("{}1{}", r#"{"a":"#.repeat(400), "}".repeat(400));
    let failure = patch(&deep, &format!("[{deeper}]"), &options(|_| ()));
    assert!(failure.is_ok());
    let target = "/a".repeat(200);
    let steps = format!(r#"[{{"op": "copy", "from": "", "path": "{target}"}}]"#);
    let failure = patch(&deep, &steps, &options(|_| ())).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.depth"));
}

#[test]
fn large_merge_patches_take_linear_time() {
    let members = |value: &str| (0..60_000).map(|at| format!("\"k{at}\":{value}")).collect::<Vec<_>>().join(",");
    let merged = merged(&format!("{{{}}}", members("1")), &format!("{{{}}}", members("2")));
    assert_eq!(merged.matches(":2").count(), 60_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// RFC 7396 in the words of its section 2, on values of another library.
    #[test]
    fn merge_patches_follow_the_algorithm(document in json(), steps in json()) {
        fn apply(target: serde_json::Value, patch: serde_json::Value) -> serde_json::Value {
            let serde_json::Value::Object(members) = patch else { return patch };
            let mut target = match target {
                serde_json::Value::Object(target) => target,
                _ => serde_json::Map::new(),
            };
            for (name, value) in members {
                if value.is_null() {
                    target.remove(&name);
                } else {
                    let old = target.remove(&name).unwrap_or_default();
                    target.insert(name, apply(old, value));
                }
            }
            serde_json::Value::Object(target)
        }
        let own = merged(&document, &steps);
        let (document, steps) = (parse(&document).unwrap().to_serde(), parse(&steps).unwrap().to_serde());
        prop_assert_eq!(parse(&own).unwrap().to_serde(), apply(document, steps));
    }

    #[test]
    fn garbage_is_refused_or_applied(document in json(), steps in soup(), merge: bool) {
        let kind = if merge { PatchKind::Merge } else { PatchKind::Patch };
        if let Ok(patched) = patch(&document, &steps, &options(|it| it.kind = kind)) {
            prop_assert!(parse(&patched.json.unwrap()).is_ok());
        }
    }
}
