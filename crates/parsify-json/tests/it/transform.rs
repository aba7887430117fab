//! Steps that change a document.

use parsify_error::{Detail, ErrorKind, Failure};
use parsify_json::tree::parse;
use parsify_json::{FilterCondition, Indent, TransformOptions, Transformed, transform};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::generate::{json as document, soup};

fn attempt(source: &str, steps: Value) -> Result<Transformed, Failure> {
    let mut options: TransformOptions = serde_json::from_value(json!({ "steps": steps })).unwrap();
    options.indent = Indent::None;
    transform(source, &options)
}

#[track_caller]
fn becomes(source: &str, step: Value, expected: &str) {
    let steps = if step.is_array() { step } else { json!([step]) };
    assert_eq!(attempt(source, steps).unwrap().json.unwrap(), expected);
}

#[track_caller]
fn refused(source: &str, step: Value, code: &str, message: &str) {
    let failure = attempt(source, json!([step])).unwrap_err();
    assert_eq!((failure.code(), failure.message()), (code, message));
    assert_eq!(failure.details()["step"], Detail::Unsigned(0));
}

#[test]
fn rename() {
    let source = r#"[{"n": 1.0, "m": 2}, {"n": 3}]"#;
    becomes(source, json!({"op": "rename", "path": "/*/n", "to": "x"}), r#"[{"x":1.0,"m":2},{"x":3}]"#);
    let to_m = |existing: &str| json!({"op": "rename", "path": "/*/n", "to": "m", "existing": existing});
    becomes(source, to_m("replace"), r#"[{"m":1.0},{"m":3}]"#);
    becomes(source, to_m("keep"), r#"[{"n":1.0,"m":2},{"m":3}]"#);
    refused(source, to_m("error"), "transform.place", "step 0 (rename) at `/0/n`: `/0/m` is there already");
    let element = json!({"op": "rename", "path": "/0", "to": "x"});
    refused(source, element, "transform.place", "step 0 (rename) at `/0`: an element of an array has no key");
    let nested = r#"{"x": {"x": {"x": 1}, "y": {"x": 2}}, "a": {"x": 3}}"#;
    let step = json!({"op": "rename", "path": "/**/x", "to": "y", "existing": "replace"});
    becomes(nested, step, r#"{"y":{"y":{"y":1}},"a":{"y":3}}"#);
    let all = json!({"op": "rename", "path": "/*", "to": "z", "existing": "replace"});
    refused(r#"{"a": 1, "b": 2}"#, all, "transform.place", "step 0 (rename) at `/b`: `/z` is there already");
    becomes(r#"{"a": 1, "a": 2}"#, json!({"op": "rename", "path": "/a", "to": "b"}), r#"{"b":1,"b":2}"#);
}

#[test]
fn move_and_copy() {
    let source = r#"{"users": [{"a": {"city": "x"}}, {"a": {"city": "y"}, "city": "z"}]}"#;
    let step = |op: &str, existing: &str| json!({"op": op, "path": "/users/*/a/city", "to": "/users/*/city", "existing": existing});
    let moved = r#"{"users":[{"a":{},"city":"x"},{"a":{},"city":"y"}]}"#;
    becomes(source, step("move", "replace"), moved);
    let kept = r#"{"users":[{"a":{},"city":"x"},{"a":{"city":"y"},"city":"z"}]}"#;
    becomes(source, step("move", "keep"), kept);
    let copied = r#"{"users":[{"a":{"city":"x"},"city":"x"},{"a":{"city":"y"},"city":"y"}]}"#;
    becomes(source, step("copy", "replace"), copied);
    let message = "step 0 (move) at `/users/1/a/city`: `/users/1/city` is there already";
    refused(source, step("move", "error"), "transform.place", message);
    let to_list = json!({"op": "move", "path": "/*", "to": "/l/-", "when": {"type": {"is": ["number"]}}});
    becomes(r#"{"a": 1, "l": [], "b": 2}"#, to_list, r#"{"l":[1,2]}"#);
    becomes(
        r#"{"a": 1}"#,
        json!({"op": "move", "path": "/a", "to": "/b/c/d", "parents": true}),
        r#"{"b":{"c":{"d":1}}}"#,
    );
    let message = "step 0 (move) at `/a`: it cannot go to `/b/c`: there is no `b` on the way";
    refused(r#"{"a": 1}"#, json!({"op": "move", "path": "/a", "to": "/b/c"}), "transform.place", message);
    let message = "step 0 (move) at `/a`: it cannot be moved into itself, to `/a/b`";
    refused(r#"{"a": {}}"#, json!({"op": "move", "path": "/a", "to": "/a/b"}), "transform.place", message);
    let failure = attempt("1", json!([{"op": "copy", "path": "/**/a", "to": "/*/a"}])).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Params, "json.options"));
    becomes(r#"{"a": {"a": 1}}"#, json!({"op": "move", "path": "/**/a", "to": "/b"}), r#"{"b":{"a":1}}"#);
}

#[test]
fn delete_and_add() {
    let source = r#"{"l": [1, 2.0, 3, 2], "o": {"a": null, "b": {"a": null}}}"#;
    let twos = json!({"op": "delete", "path": "/l/*", "when": {"equals": {"value": 2}}});
    becomes(source, twos, r#"{"l":[1,3],"o":{"a":null,"b":{"a":null}}}"#);
    let nulls = json!({"op": "delete", "path": "/**", "when": {"type": {"is": ["null", "array"]}}});
    becomes(source, nulls, r#"{"o":{"b":{}}}"#);
    becomes("[[1], [2, [3]]]", json!({"op": "delete", "path": "/**/0"}), "[[[]]]");
    refused(
        "1",
        json!({"op": "delete", "path": ""}),
        "transform.place",
        "step 0 (delete) at ``: the whole document cannot be deleted: no JSON would be left",
    );
    let add = |path: &str| json!({"op": "add", "path": path, "value": [1], "parents": true, "existing": "keep"});
    becomes(r#"[{}, {"a": 0}]"#, add("/*/a"), r#"[{"a":[1]},{"a":0}]"#);
    becomes("[[], [0]]", add("/*/-"), "[[[1]],[0,[1]]]");
    becomes("[[9], [0]]", add("/*/0"), "[[[1],9],[[1],0]]");
    becomes("{}", add("/a/b/c"), r#"{"a":{"b":{"c":[1]}}}"#);
    let add = |path: &str| json!({"op": "add", "path": path, "value": null});
    refused(
        "{}",
        add("/a/b"),
        "transform.missing",
        "step 0 (add) at `/a/b`: nothing is there that `/a/b` could be put into",
    );
    let hint = attempt("{}", json!([add("/a/b")])).unwrap_err().hints()[0].clone();
    assert!(hint.contains("`parents`"), "{hint}");
    refused("[]", add("/1"), "transform.place", "step 0 (add) at `/1`: `1` is no place in an array of 0 elements");
    refused(r#"{"a": 1}"#, add("/a"), "transform.place", "step 0 (add) at `/a`: `/a` is there already");
    let failure = attempt("[]", json!([add("/*")])).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Params, "json.options"));
}

#[test]
fn modify() {
    let source = r#"{"s": ["new", "old", 1.0, null]}"#;
    becomes(source, json!({"op": "modify", "path": "/s/3", "set": null}), r#"{"s":["new","old",1.0,null]}"#);
    becomes(source, json!({"op": "modify", "path": "/s", "set": {"a": 1}}), r#"{"s":{"a":1}}"#);
    becomes(source, json!({"op": "modify", "path": "", "set": 1}), "1");
    let map = json!([{"from": "new", "to": "N"}, {"from": 1, "to": "one"}]);
    becomes(source, json!({"op": "modify", "path": "/s/*", "map": map}), r#"{"s":["N","old","one",null]}"#);
    let step = json!({"op": "modify", "path": "/s/*", "map": map, "otherwise": null});
    becomes(source, step, r#"{"s":["N",null,"one",null]}"#);
    for wrong in [json!({}), json!({"set": 1, "map": []}), json!({"set": 1, "otherwise": 1})] {
        let mut step = json!({"op": "modify", "path": "/s"});
        step.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
        assert_eq!(attempt(source, json!([step])).unwrap_err().code(), "json.options");
    }
}

#[track_caller]
fn calculates(source: &str, expression: &str, expected: &str) {
    let step = json!({"op": "calculate", "path": "/r", "expression": expression});
    let json = attempt(source, json!([step])).unwrap().json.unwrap();
    let value = parse(&json).unwrap();
    assert_eq!(value.at(&"/r".parse().unwrap()).unwrap().to_json(), expected, "{expression}");
}

#[test]
fn calculate() {
    let source = r#"{"price": 19.99, "n": 3, "items": [{"t": 0.1}, {"t": 0.2}], "r": 100, "a b": {"c": [7, 8]}, "e": [], "s": "é漢"}"#;
    for (expression, expected) in [
        ("price * n", "59.97"),
        ("1 + 2 * 3 - 4 / 8 % 3", "6.5"),
        ("-(n - 5) * - 2", "-4"),
        ("sum(items.*.t)", "0.3"),
        ("sum(items[*].t, 1)", "1.3"),
        ("avg(items.*.t)", "0.15"),
        ("max(items.*.t) + min(1, n, -2)", "-1.8"),
        ("len(items) + len(items.*.t) + len(e) + len(s)", "6"),
        ("@ * 1.19", "119"),
        ("$.price", "19.99"),
        ("\"a b\".c[1] + 'a b'.c[0]", "15"),
        ("sum('a b'.c)", "15"),
        ("round(price * 1.19, 2)", "23.79"),
        ("round(2.5) + floor(-1.5) + ceil(1.2) + abs(-3)", "6"),
        ("10 / 4", "2.5"),
        ("1 / 3", "0.3333333333333333333333333333"),
        ("sum(e)", "0"),
        ("12345678901234567890 * 1000000000", "12345678901234567890000000000"),
    ] {
        calculates(source, expression, expected);
    }
    becomes(
        r#"[{"p": 1, "q": 2}, {"p": 0.5, "q": 4}]"#,
        json!({"op": "calculate", "path": "/*/t", "expression": "p * q"}),
        r#"[{"p":1,"q":2,"t":2},{"p":0.5,"q":4,"t":2}]"#,
    );
    becomes("[1, 2.50]", json!({"op": "calculate", "path": "/*", "expression": "@ * 2"}), "[2,5]");
}

#[test]
fn what_cannot_be_calculated_says_why() {
    let source = r#"{"a": "x", "b": [1, 2], "z": 0, "big": 1e400}"#;
    for (expression, message) in [
        ("a + 1", "`a` is no number but of type string"),
        ("c", "there is no `c`"),
        ("1 / z", "a number is divided by zero"),
        ("1 % z", "a number is divided by zero"),
        ("b.*", "`b.*` means several values: use it in sum, avg, min, max or len"),
        ("max(b.*.x)", "`max` of nothing has no value"),
        ("big", "`big` is a number of more than 36 digits"),
        ("round(1, 99)", "`round` takes 0 to 36 digits"),
        ("100000000000000000000 * 100000000000000000000", "the result would have more than 36 digits"),
    ] {
        let step = json!({"op": "calculate", "path": "/r", "expression": expression});
        refused(source, step, "transform.value", &format!("step 0 (calculate) at `/r`: {message}"));
        let step = json!({"op": "calculate", "path": "/r", "expression": expression, "onInvalid": "null"});
        assert!(attempt(source, json!([step])).unwrap().json.unwrap().ends_with(r#""r":null}"#));
    }
    for (expression, column) in [
        ("", 1),
        ("1 +", 4),
        ("(1", 3),
        ("1 2", 3),
        ("f(1)", 1),
        ("a..b", 3),
        ("a[x]", 3),
        ("round(1, 2, 3)", 1),
        ("'a", 1),
        ("1 # 2", 3),
        ("01", 1),
        ("sum()", 5),
    ] {
        let step = json!({"op": "calculate", "path": "/r", "expression": expression});
        let failure = attempt(source, json!([step])).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Params, "transform.expression"), "{expression}");
        assert_eq!(failure.details()["column"], Detail::Unsigned(column), "{expression}");
    }
    for deep in ["(".repeat(100_000), "1+".repeat(100_000), "-".repeat(100_000), "min(".repeat(65)] {
        let step = json!({"op": "calculate", "path": "/r", "expression": format!("{deep}1")});
        assert_eq!(attempt(source, json!([step])).unwrap_err().code(), "transform.expression");
    }
    let long = format!("1{}", "+1".repeat(249));
    calculates("{}", &long, "250");
}

#[test]
fn format() {
    let source = r#"{"first": " aDa ", "last": "Lovelace", "n": 7, "list": ["x", "y"], "null": null}"#;
    let apply = |path: &str, actions: Value| json!({"op": "format", "path": path, "apply": actions});
    let result = |path: &str, actions: Value| {
        let json = attempt(source, json!([apply(path, actions)])).unwrap().json.unwrap();
        parse(&json).unwrap().at(&path.parse().unwrap()).unwrap().as_str().unwrap().into_owned()
    };
    assert_eq!(result("/first", json!(["trim", "upper"])), "ADA");
    assert_eq!(result("/first", json!(["trim", "title"])), "Ada");
    assert_eq!(result("/last", json!(["lower", {"pad": {"length": 10, "with": "."}}])), "..lovelace");
    assert_eq!(result("/last", json!([{"pad": {"length": 10, "side": "end"}}])), "Lovelace  ");
    assert_eq!(
        result("/last", json!([{"replace": {"regex": "(l)(.)", "with": "$2$1", "ignoreCase": true}}])),
        "oLvealce"
    );
    assert_eq!(result("/last", json!([{"replace": {"regex": "e", "with": "-", "once": true}}])), "Lov-lace");
    assert_eq!(
        result("/full", json!([{"template": "{{{first}}} {last}, {n} {list[1]} {list.*} {null}"}])),
        "{ aDa } Lovelace, 7 y x, y null"
    );
    assert_eq!(result("/first", json!(["trim", {"template": "<{@}>"}])), "<aDa>");
    refused(
        source,
        apply("/n", json!(["upper"])),
        "transform.value",
        "step 0 (format) at `/n`: the value is no string but of type number",
    );
    refused(
        source,
        apply("/t", json!([{"template": "{nope}"}])),
        "transform.value",
        "step 0 (format) at `/t`: there is no `nope`",
    );
    for wrong in [
        json!([]),
        json!([{"replace": {"regex": "(", "with": ""}}]),
        json!([{"template": "{"}]),
        json!([{"pad": {"length": 10_001}}]),
    ] {
        assert_eq!(attempt(source, json!([apply("/last", wrong)])).unwrap_err().kind(), ErrorKind::Params);
    }
    assert_eq!(result("/n", json!([{"number": {"digits": 2}}, {"template": "{@} EUR"}])), "7.00 EUR");
    // Nothing is rewritten that means the same.
    becomes(r#"{"a": "\u0041"}"#, apply("/a", json!(["upper"])), r#"{"a":"\u0041"}"#);
}

#[test]
fn numbers_for_people() {
    let written = |value: &str, form: Value| {
        let step = json!({"op": "format", "path": "/0", "apply": [{"number": form}]});
        attempt(&format!("[{value}]"), json!([step])).map(|it| it.json.unwrap())
    };
    let european = json!({"digits": 2, "group": ".", "point": ","});
    for (value, form, expected) in [
        ("1234567.5", json!({"digits": 2, "group": ","}), "1,234,567.50"),
        ("1234567.5", european, "1.234.567,50"),
        ("-999.995", json!({"digits": 2, "group": " "}), "-1 000.00"),
        ("-0.001", json!({"digits": 2}), "0.00"),
        ("1e3", json!({"group": "'"}), "1'000"),
        ("1.10", json!({}), "1.1"),
        ("0.5", json!({"digits": 0}), "1"),
        (r#"" 12 ""#, json!({"digits": 1}), "12.0"),
        ("123456789012345678901234567890", json!({"group": ","}), "123,456,789,012,345,678,901,234,567,890"),
    ] {
        assert_eq!(written(value, form.clone()).unwrap(), format!("[\"{expected}\"]"), "{value} {form}");
    }
    for (value, message) in [
        ("1e400", "step 0 (format) at `/0`: the number has more than 36 digits"),
        (r#""x""#, "step 0 (format) at `/0`: the text is no number of at most 36 digits"),
        ("null", "step 0 (format) at `/0`: the value is no number but of type null"),
    ] {
        let failure = written(value, json!({})).unwrap_err();
        assert_eq!((failure.code(), failure.message()), ("transform.value", message));
    }
    assert_eq!(written("1", json!({"digits": 37})).unwrap_err().code(), "json.options");
}

#[test]
fn convert() {
    let convert = |value: &str, to: &str| {
        let step = json!({"op": "convert", "path": "/0", "to": to});
        attempt(&format!("[{value}]"), json!([step])).map(|it| it.json.unwrap())
    };
    for (value, to, expected) in [
        ("1.10", "string", r#"["1.10"]"#),
        ("true", "string", r#"["true"]"#),
        ("null", "string", r#"["null"]"#),
        (r#"" 1.10 ""#, "number", "[1.10]"),
        ("true", "number", "[1]"),
        ("-2.9", "integer", "[-2]"),
        (r#""12345678901234567890123456789012345678901""#, "integer", "[12345678901234567890123456789012345678901]"),
        (r#""TRUE""#, "boolean", "[true]"),
        ("0.0", "boolean", "[false]"),
        ("1", "array", "[[1]]"),
        ("[1]", "array", "[[1]]"),
        ("0", "date-time-of-seconds", r#"["1970-01-01T00:00:00Z"]"#),
        ("-0.5", "date-time-of-seconds", r#"["1969-12-31T23:59:59.500Z"]"#),
        ("1356347730501", "date-time-of-milliseconds", r#"["2012-12-24T11:15:30.501Z"]"#),
        (r#""2012-12-24T12:15:30.501+01:00""#, "epoch-milliseconds", "[1356347730501]"),
        (r#""2012-12-24T12:15:30.123456789Z""#, "epoch-seconds", "[1356351330.123456789]"),
        (r#""1969-12-31T23:59:59.5Z""#, "epoch-seconds", "[-0.5]"),
    ] {
        assert_eq!(convert(value, to).unwrap(), expected, "{value} {to}");
    }
    for (value, to) in [
        ("{}", "string"),
        (r#""0x1""#, "number"),
        ("2", "boolean"),
        ("null", "number"),
        (r#""2012-12-24""#, "epoch-seconds"),
        (r#""2012-12-24T12:15:30.Z""#, "epoch-seconds"),
        ("1e15", "date-time-of-seconds"),
        ("1e400", "date-time-of-seconds"),
    ] {
        assert_eq!(convert(value, to).unwrap_err().code(), "transform.value", "{value} {to}");
    }
    let step = json!({"op": "convert", "path": "/*", "to": "number", "onInvalid": "skip"});
    becomes(r#"["1", "x", null]"#, step, r#"[1,"x",null]"#);
}

#[test]
fn conditions() {
    let source = r#"[{"n": 5, "s": "abc"}, {"n": 15, "s": "xyz", "t": true}, {"s": 1}]"#;
    let left = |when: Value| {
        let step = json!({"op": "delete", "path": "/*", "when": {"not": when}});
        let json = attempt(source, json!([step])).unwrap().json.unwrap();
        parse(&json).unwrap().as_array().unwrap().len()
    };
    for (when, expected) in [
        (json!({"exists": {"path": "/t"}}), 1),
        (json!({"equals": {"path": "/n", "value": 5.0}}), 1),
        (json!({"type": {"path": "/s", "is": ["string", "null"]}}), 2),
        (json!({"matches": {"path": "/s", "regex": "^A", "ignoreCase": true}}), 1),
        (json!({"range": {"path": "/n", "min": 5, "max": 14.9}}), 1),
        (json!({"range": {"path": "/n"}}), 2),
        (json!({"all": [{"exists": {"path": "/n"}}, {"exists": {"path": "/s"}}]}), 2),
        (json!({"any": [{"exists": {"path": "/t"}}, {"equals": {"path": "/s", "value": 1}}]}), 2),
        (json!({"any": []}), 0),
        (json!({"exists": {"path": "/2", "of": "document"}}), 3),
        (json!({"exists": {"path": "/9", "of": "parent"}}), 0),
    ] {
        assert_eq!(left(when.clone()), expected, "{when}");
    }
    let mut deep = json!({"exists": {}});
    for _ in 0..40 {
        deep = json!({"not": deep});
    }
    assert_eq!(attempt("1", json!([{"op": "delete", "path": "/a", "when": deep}])).unwrap_err().code(), "json.options");
    // All conditions are judged before anything is done.
    let step = json!({"op": "delete", "path": "/*", "when": {"exists": {"path": "/1", "of": "parent"}}});
    becomes("[1, 2]", step, "[]");
}

#[test]
fn what_is_not_there_is_an_error_or_passed_over() {
    let steps = json!([{"op": "delete", "path": "/a"}, {"op": "delete", "path": "/b/*"}]);
    let failure = attempt(r#"{"a": 1}"#, steps.clone()).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "transform.missing"));
    assert_eq!(failure.message(), "step 1 (delete) at `/b/*`: nothing is at `/b/*`");
    let mut options: TransformOptions = serde_json::from_value(json!({"steps": steps, "onMissing": "skip"})).unwrap();
    options.indent = Indent::None;
    let Transformed { json, report, .. } = transform(r#"{"a": 1}"#, &options).unwrap();
    assert_eq!(json.unwrap(), "{}");
    let expected =
        json!({"steps": [{"op": "delete", "found": 1, "changed": 1}, {"op": "delete", "found": 0, "changed": 0}]});
    assert_eq!(serde_json::to_value(report).unwrap(), expected);
}

#[test]
fn a_dry_run_lists_and_gives_no_document() {
    let steps = json!([
        {"op": "calculate", "path": "/*/n", "expression": "@ + 1", "when": {"range": {"min": 2}}},
        {"op": "move", "path": "/0/n", "to": "/1/m"},
        {"op": "rename", "path": "/1/m", "to": "k"},
        {"op": "add", "path": "/2/x", "value": [1]},
    ]);
    let options: TransformOptions = serde_json::from_value(json!({"steps": steps, "dryRun": true})).unwrap();
    let Transformed { json, report, .. } = transform(r#"[{"n": 1}, {"n": 2}, {}]"#, &options).unwrap();
    assert_eq!(json, None);
    let expected = json!([
        {"step": 0, "path": "/1/n", "before": "2", "after": "3"},
        {"step": 1, "path": "/0/n", "to": "/1/m", "after": "1"},
        {"step": 2, "path": "/1/m", "to": "/1/k"},
        {"step": 3, "path": "/2/x", "after": "[1]"},
    ]);
    assert_eq!(serde_json::to_value(report.changes).unwrap(), expected);
}

#[test]
fn growth_is_bounded() {
    let double = json!({"op": "copy", "path": "", "to": "/-"});
    let failure = attempt("[1]", json!(vec![double; 60])).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.output-size"));
    let double = json!({"op": "format", "path": "/0", "apply": [{"template": "{@}{@}"}]});
    let failure = attempt(r#"["abc"]"#, json!(vec![double; 60])).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.output-size"));
    let many =
        json!({"op": "format", "path": "/0", "apply": [{"replace": {"regex": "", "with": "x".repeat(100_000)}}]});
    let failure = attempt(&format!("[\"{}\"]", "y".repeat(100_000)), json!([many])).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.output-size"));
    assert_eq!(
        attempt("1", json!(vec![json!({"op": "delete", "path": "/a"}); 1_001])).unwrap_err().code(),
        "json.options"
    );
}

#[test]
fn wide_documents_take_linear_time() {
    let members: Vec<_> = (0..60_000).map(|at| format!("\"k{at}\":{{\"n\":{at}}}")).collect();
    let source = format!("{{{}}}", members.join(","));
    let steps = json!([
        {"op": "calculate", "path": "/*/m", "expression": "n + 1"},
        {"op": "rename", "path": "/*/n", "to": "x"},
        {"op": "delete", "path": "/*", "when": {"range": {"path": "/x", "min": 10}}},
    ]);
    let json = attempt(&source, steps).unwrap().json.unwrap();
    assert_eq!(parse(&json).unwrap().as_object().unwrap().len(), 10);
    let list = format!("[{}]", vec!["1,2"; 100_000].join(","));
    let json = attempt(&list, json!([{"op": "delete", "path": "/*", "when": {"equals": {"value": 1}}}]))
        .unwrap()
        .json
        .unwrap();
    assert_eq!(json.matches(',').count(), 99_999);
}

#[test]
fn deep_documents() {
    let deep = format!("{}1{}", r#"[{"a":"#.repeat(256), "}]".repeat(256));
    let steps = json!([{"op": "rename", "path": "/**/a", "to": "b"}, {"op": "calculate", "path": "/**/b", "expression": "1", "when": {"type": {"is": ["number"]}}}]);
    assert_eq!(attempt(&deep, steps).unwrap().json.unwrap(), deep.replace('a', "b"));
    let failure = attempt(&deep, json!([{"op": "copy", "path": "/0", "to": "/0/b"}])).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.depth"));
}

#[test]
fn the_schema_knows_every_step() {
    let schema = serde_json::to_value(schemars::schema_for!(TransformOptions)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let fits = |step: Value| validator.is_valid(&json!({ "steps": [step] }));
    for good in [
        json!({"op": "rename", "path": "/a", "to": "b", "existing": "keep", "onMissing": "skip"}),
        json!({"op": "modify", "path": "/a", "set": null}),
        json!({"op": "format", "path": "/a", "apply": ["trim", {"pad": {"length": 3}}, {"template": "{x}"}]}),
        json!({"op": "delete", "path": "/a", "when": {"not": {"any": [{"exists": {}}, {"range": {"min": 1}}]}}}),
        json!({"op": "format", "path": "/a", "apply": [{"number": {"digits": 2, "group": ","}}]}),
        json!({"op": "convert", "path": "/a", "to": "epoch-seconds"}),
    ] {
        assert!(fits(good.clone()), "{good}");
    }
    for bad in [
        json!({"op": "rename", "path": "/a"}),
        json!({"op": "x", "path": "/a"}),
        json!({"op": "delete", "path": "/a", "more": 1}),
    ] {
        assert!(!fits(bad.clone()), "{bad}");
        assert!(serde_json::from_value::<TransformOptions>(json!({ "steps": [bad] })).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Without a step everything stays as it is written.
    #[test]
    fn no_step_no_change(source in document()) {
        let expected = parse(&source).unwrap().to_json();
        prop_assert_eq!(attempt(&source, json!([])).unwrap().json.unwrap(), expected);
    }

    /// A dry run finds what a run does.
    #[test]
    fn a_dry_run_agrees(source in document(), path in prop::sample::select(vec!["/**", "/*", "/**/a", "/*/0"]), op in 0..5_usize) {
        let step = [
            json!({"op": "delete", "path": path}),
            json!({"op": "convert", "path": path, "to": "string", "onInvalid": "null"}),
            json!({"op": "rename", "path": path, "to": "b", "existing": "replace"}),
            json!({"op": "copy", "path": path, "to": "/c", "existing": "keep"}),
            json!({"op": "format", "path": path, "apply": ["upper"], "onInvalid": "skip"}),
        ][op].clone();
        let options = |dry: bool| -> TransformOptions {
            serde_json::from_value(json!({"steps": [step], "onMissing": "skip", "dryRun": dry})).unwrap()
        };
        match (transform(&source, &options(false)), transform(&source, &options(true))) {
            (Ok(done), Ok(dry)) => {
                prop_assert!(parse(&done.json.unwrap()).is_ok());
                prop_assert_eq!(done.report.steps, dry.report.steps);
            }
            (Err(done), Err(dry)) => prop_assert_eq!(done.message(), dry.message()),
            _ => prop_assert!(false, "only one of both fails"),
        }
    }

    #[test]
    fn garbage_is_refused(source in soup(), expression in "[-+*/%()a.,0-9\\[\\]@$'\"{} ]{0,20}") {
        let steps = json!([
            {"op": "calculate", "path": "/**", "expression": expression, "onInvalid": "skip", "onMissing": "skip"},
            {"op": "format", "path": "/**", "apply": [{"template": expression}], "onInvalid": "skip", "onMissing": "skip"},
        ]);
        if let Ok(done) = attempt(&source, steps) {
            prop_assert!(parse(&done.json.unwrap()).is_ok());
        }
    }
}

#[test]
fn steps_that_are_none_are_told_in_words_of_the_docs() {
    for (step, expected) in [
        (json!("{"), "expected a step, which is an object with `op` and `path`"),
        (json!({"op": "format", "path": "/a", "apply": [{"pad": 3}]}), "expected an object"),
    ] {
        let error = serde_json::from_value::<TransformOptions>(json!({ "steps": [step] })).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    let error = serde_json::from_value::<FilterCondition>(json!(5)).unwrap_err().to_string();
    assert!(error.contains("expected a condition"), "{error}");
}
