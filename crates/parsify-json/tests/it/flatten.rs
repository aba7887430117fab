//! Nested documents as one object, and back.

use parsify_error::{Detail, ErrorKind};
use parsify_json::tree::{Value, parse};
use parsify_json::{Arrays, FlattenOptions, UnflattenOptions, code, flatten, unflatten};
use proptest::prelude::*;
use serde_json::json;

use crate::generate::{json, mutated, soup};

fn flat_options(options: serde_json::Value) -> FlattenOptions {
    serde_json::from_value(options).expect("the options are good")
}

fn nested_options(options: serde_json::Value) -> UnflattenOptions {
    serde_json::from_value(options).expect("the options are good")
}

#[track_caller]
fn flattens(options: serde_json::Value, nested: &str, flat: &str) {
    let mut options = options;
    options["indent"] = "none".into();
    let found = flatten(nested, &flat_options(options.clone())).unwrap();
    assert_eq!(found.json, flat);
    options.as_object_mut().unwrap().remove("maxDepth");
    let back = unflatten(flat, &nested_options(options)).unwrap();
    assert_eq!(back.json, parse(nested).unwrap().to_json(), "and back");
    assert_eq!(back.summary.keys, found.summary.keys);
}

#[track_caller]
fn unflattens(options: serde_json::Value, flat: &str, nested: &str) {
    let mut options = options;
    options["indent"] = "none".into();
    assert_eq!(unflatten(flat, &nested_options(options)).unwrap().json, nested);
}

#[track_caller]
fn fails(options: serde_json::Value, flat: &str, code: &str) -> parsify_error::Failure {
    let failure = unflatten(flat, &nested_options(options)).unwrap_err();
    assert_eq!(failure.code(), code, "{failure}");
    failure
}

#[test]
fn keys_are_places() {
    let nested = r#"{"a":{"b":[1.10,{"c":null}],"d":"\u0041"},"e":true}"#;
    flattens(json!({}), nested, r#"{"a.b.0":1.10,"a.b.1.c":null,"a.d":"\u0041","e":true}"#);
    flattens(json!({"arrays": "brackets"}), nested, r#"{"a.b[0]":1.10,"a.b[1].c":null,"a.d":"\u0041","e":true}"#);
    flattens(json!({"arrays": "keep"}), nested, r#"{"a.b":[1.10,{"c":null}],"a.d":"\u0041","e":true}"#);
    flattens(json!({"keys": "pointer"}), nested, r#"{"/a/b/0":1.10,"/a/b/1/c":null,"/a/d":"\u0041","/e":true}"#);
    flattens(json!({"separator": "__"}), nested, r#"{"a__b__0":1.10,"a__b__1__c":null,"a__d":"\u0041","e":true}"#);
    flattens(json!({"maxDepth": 2}), nested, r#"{"a.b":[1.10,{"c":null}],"a.d":"\u0041","e":true}"#);
    flattens(json!({"maxDepth": 1}), nested, nested);
}

#[test]
fn empty_containers_and_scalars_stay() {
    for options in [json!({}), json!({"arrays": "brackets"}), json!({"keys": "pointer"})] {
        for document in ["{}", "[]", "null", "1.0", "\"x\""] {
            flattens(options.clone(), document, document);
        }
    }
    flattens(json!({}), r#"{"a":{},"b":[[],[{}]]}"#, r#"{"a":{},"b.0":[],"b.1.0":{}}"#);
    flattens(json!({}), r#"[1,[2]]"#, r#"{"0":1,"1.0":2}"#);
    flattens(json!({"arrays": "brackets"}), r#"[1,[2]]"#, r#"{"[0]":1,"[1][0]":2}"#);
}

#[test]
fn keys_with_separators_digits_and_nothing_in_them() {
    flattens(json!({}), r#"{"a.b":{"c\\d":1},"2024":[{"0":2}]}"#, r#"{"a\\.b.c\\\\d":1,"\\2024.0.\\0":2}"#);
    flattens(json!({}), r#"{"":{"":{"":1}}}"#, r#"{"..":1}"#);
    flattens(
        json!({"arrays": "brackets"}),
        r#"{"":[{"":[1]}],"[0]":2,"0":3}"#,
        r#"{"[\"\"][0].[0]":1,"\\[0]":2,"0":3}"#,
    );
    flattens(json!({"arrays": "brackets"}), r#"{"":{"x":1}}"#, r#"{"[\"\"].x":1}"#);
    flattens(
        json!({"separator": "__"}),
        r#"{"a_":{"_b":1},"a__b":2,"_":{"_":{"_":3}}}"#,
        r#"{"a\\____b":1,"a\\__b":2,"\\___\\___\\_":3}"#,
    );
    flattens(json!({"keys": "pointer"}), r#"{"a/b":{"~1":1},"":{"":2}}"#, r#"{"/a~1b/~01":1,"//":2}"#);
    flattens(json!({"escape": "^", "separator": "é"}), r#"{"é^":{"漢":1}}"#, r#"{"^é^^é漢":1}"#);
    let lone = r#"{"\ud800":{"\udc00.":{"x\n\"\ud801":1}}}"#;
    flattens(json!({}), lone, r#"{"\ud800.\udc00\\..x\n\"\ud801":1}"#);
}

#[test]
fn equal_keys_are_told() {
    let found = flatten(r#"{"a": {"x": 1}, "b": 1, "a": {"y": 2}}"#, &flat_options(json!({"indent": "none"}))).unwrap();
    assert_eq!(found.json, r#"{"b":1,"a.y":2}"#);
    assert_eq!(found.warnings, ["1 member was left out, because its key stands again in the same object"]);
    let found = unflatten(r#"{"a.b": 1, "a.b": 2}"#, &nested_options(json!({"indent": "none"}))).unwrap();
    assert_eq!((found.json.as_str(), found.warnings.len(), found.summary.keys), (r#"{"a":{"b":2}}"#, 1, 1));
}

#[test]
fn what_cannot_be_undone_is_told() {
    let pointers = flat_options(json!({"keys": "pointer"}));
    let found = flatten(r#"{"a": {"1": 0, "3": 1}, "b": {"0": 1, "x": 2}}"#, &pointers).unwrap();
    assert_eq!(
        found.warnings,
        ["1 object has nothing but indices as its keys, and unflattening takes that for an array"]
    );
    let plain = flat_options(json!({"escape": "", "indent": "none"}));
    let found = flatten(r#"{"2024": {"a.b": 1}}"#, &plain).unwrap();
    assert_eq!(found.json, r#"{"2024.a.b":1}"#);
    let failure = flatten(r#"{"a.b": 1, "a": {"b": 2}}"#, &plain).unwrap_err();
    assert_eq!(failure.code(), code::FLATTEN_CLASH);
    assert_eq!((&failure.details()["first"], &failure.details()["pointer"]), (&"/a.b".into(), &"/a/b".into()));
}

#[test]
fn contradictions_name_both_keys() {
    let options = json!({});
    let failure = fails(options.clone(), "{\"a\": 1,\n \"a.b\": 2}", code::FLATTEN_CLASH);
    assert_eq!(failure.kind(), ErrorKind::Input);
    assert_eq!((&failure.details()["first"], &failure.details()["key"]), (&"a".into(), &"a.b".into()));
    assert_eq!(
        (&failure.details()["line"], &failure.details()["column"]),
        (&Detail::Unsigned(2), &Detail::Unsigned(2))
    );
    fails(options.clone(), r#"{"a.b": 2, "a": 1}"#, code::FLATTEN_CLASH);
    fails(options.clone(), r#"{"a.b": {}, "a.b.c": 1}"#, code::FLATTEN_CLASH);
    fails(options, r#"{"a": 1, "\\a": 2}"#, code::FLATTEN_CLASH);
    fails(json!({"arrays": "brackets"}), r#"{"a[0]": 1, "a.b": 2}"#, code::FLATTEN_CLASH);
    fails(json!({"keys": "pointer"}), r#"{"": 1, "/a": 2}"#, code::FLATTEN_CLASH);
    // With separators, indices beside names are names.
    unflattens(json!({}), r#"{"a.0": 1, "a.b": 2}"#, r#"{"a":{"0":1,"b":2}}"#);
}

#[test]
fn gaps_and_giant_indices_fill_nothing() {
    for key in ["a.1", "a.4000000000", "a.18446744073709551616", "a.99999999999999999999999999999999"] {
        let flat = format!("{{\"{key}\": 1}}");
        let failure = fails(json!({}), &flat, code::SPARSE);
        assert_eq!(failure.details()["missing"], Detail::Unsigned(0));
        assert_eq!(failure.details()["column"], Detail::Unsigned(2));
        unflattens(json!({"sparse": "object"}), &flat, &format!("{{\"a\":{{\"{}\":1}}}}", &key[2..]));
    }
    let failure = fails(json!({"arrays": "brackets"}), r#"{"a[2]": 1, "a[0]": 2}"#, code::SPARSE);
    assert_eq!(failure.message(), "the key `a[2]` has an index beyond a gap: there is no element 1");
    unflattens(json!({}), r#"{"a.2": 3, "a.0": 1, "a.1": 2}"#, r#"{"a":[1,2,3]}"#);
    unflattens(json!({}), r#"{"a.00": 3, "a.01": 1}"#, r#"{"a":{"00":3,"01":1}}"#);
}

#[test]
fn keys_that_cannot_be_read() {
    for key in ["a[", "a[x]", "a[01]", "a[0]b", "[\\\"\\\"]a", "a[\\\"\\\"]", "a.b[-1]"] {
        fails(json!({"arrays": "brackets"}), &format!("{{\"{key}\": 1}}"), code::FLAT_KEY);
    }
    fails(json!({}), r#"{"a\\": 1}"#, code::FLAT_KEY);
    for key in ["a", "/~", "/~2", "/a~"] {
        fails(json!({"keys": "pointer"}), &format!("{{\"{key}\": 1}}"), code::FLAT_KEY);
    }
}

#[test]
fn options_that_do_not_fit_are_refused() {
    let bad = [
        json!({"separator": ""}),
        json!({"separator": "12345678901234567"}),
        json!({"escape": "ab"}),
        json!({"escape": "."}),
        json!({"separator": "a\\"}),
        json!({"arrays": "brackets", "separator": "]["}),
        json!({"arrays": "brackets", "escape": "["}),
        json!({"escape": "7"}),
        json!({"separator": "_0_"}),
    ];
    for options in bad {
        let failure = flatten("{}", &flat_options(options.clone())).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Params, code::OPTIONS), "{options}");
        assert_eq!(unflatten("{}", &nested_options(options)).unwrap_err().code(), code::OPTIONS);
    }
}

#[test]
fn depth_and_size_are_bounded() {
    let deep = "a.".repeat(600) + "a";
    fails(json!({}), &format!("{{\"{deep}\": 1}}"), "json.depth");
    let nested = "[".repeat(510) + &"]".repeat(510);
    fails(json!({}), &format!("{{\"a.b.c\": {nested}}}"), "json.depth");
    // Without a limit, the keys of this small document would take gigabytes.
    let leaves = "1,".repeat(200_000) + "1";
    let document = format!("{{\"{}\": [{leaves}]}}", "k".repeat(100_000));
    let failure = flatten(&document, &FlattenOptions::default()).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.output-size"));
    let deepest = "[".repeat(512) + &"]".repeat(512);
    let flat = flatten(&deepest, &FlattenOptions::default()).unwrap();
    assert_eq!(flat.summary.depth, 511);
    assert_eq!(parse(&unflatten(&flat.json, &UnflattenOptions::default()).unwrap().json).unwrap().to_json(), deepest);
}

/// Members of equal keys leave a tree: the last one stays.
fn without_duplicates(value: Value<'_>) -> Value<'_> {
    match value {
        Value::Array(elements) => Value::Array(elements.into_iter().map(without_duplicates).collect()),
        Value::Object(object) => {
            let index = object.index();
            let last: Vec<_> = object.keys().enumerate().map(|(at, key)| index.get(key) == Some(at)).collect();
            drop(index);
            let members = object.into_iter().zip(last).filter(|(_, last)| *last);
            Value::Object(members.map(|((key, value), _)| (key, without_duplicates(value))).collect())
        }
        value => value,
    }
}

proptest! {
    #[test]
    fn flattening_can_be_undone(
        source in json(),
        arrays in prop::sample::select(vec!["separated", "brackets", "keep"]),
        separator in prop::sample::select(vec![".", "__", "a", "ab", "aba", "->", "/", " "]),
        escape in prop::sample::select(vec!["\\", "^", "é", "c"]),
        depth in 0_usize..4,
    ) {
        let mut options = json!({ "arrays": arrays, "separator": separator, "escape": escape });
        let back = nested_options(options.clone());
        options["maxDepth"] = depth.into();
        let flat = flatten(&source, &flat_options(options)).unwrap();
        let nested = unflatten(&flat.json, &back).unwrap();
        // Equal as written and in order, but for the escapes in keys.
        let expected = without_duplicates(parse(&source).unwrap());
        let found = without_duplicates(parse(&nested.json).unwrap());
        prop_assert_eq!(found, expected);
        let flat = parse(&flat.json).unwrap();
        if depth == 0 && arrays != "keep" && let Some(object) = flat.as_object() {
            prop_assert!(object.values().all(|value| !value.is_container() || value.to_json().len() == 2));
        }
    }

    #[test]
    fn pointers_can_be_undone_unless_told(source in json()) {
        let flat = flatten(&source, &flat_options(json!({"keys": "pointer"}))).unwrap();
        let expected = without_duplicates(parse(&source).unwrap());
        if !flat.warnings.iter().any(|warning| warning.contains("array")) {
            let nested = unflatten(&flat.json, &nested_options(json!({"keys": "pointer"}))).unwrap();
            prop_assert_eq!(&parse(&nested.json).unwrap(), &expected);
        }
        if let (true, Some(flat)) = (expected.is_container(), parse(&flat.json).unwrap().as_object()) {
            for (key, value) in flat.iter().filter(|(key, _)| !key.is("")) {
                prop_assert_eq!(expected.at(&key.to_str().unwrap().parse().unwrap()), Some(value));
            }
        }
    }

    #[test]
    fn any_keys_are_read_or_refused(keys in prop::collection::vec("[ab01.\\[\\]\"\\\\/~]{0,8}", 0..6), arrays in 0..2, sparse: bool) {
        let members: Vec<_> = keys.iter().map(|key| format!("{}: 1", serde_json::to_string(key).unwrap())).collect();
        let mut options = UnflattenOptions::default();
        options.arrays = if arrays == 0 { Arrays::Separated } else { Arrays::Brackets };
        if sparse {
            options.sparse = parsify_json::Sparse::Object;
        }
        if let Ok(nested) = unflatten(&format!("{{{}}}", members.join(",")), &options) {
            prop_assert!(parse(&nested.json).is_ok());
        }
    }

    #[test]
    fn garbage_is_refused(source in prop_oneof![soup(), mutated()]) {
        let good = parse(&source).is_ok();
        prop_assert_eq!(flatten(&source, &FlattenOptions::default()).is_ok(), good);
        prop_assert!(good || unflatten(&source, &UnflattenOptions::default()).is_err());
    }
}
