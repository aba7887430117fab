//! How one document differs from another.

use parsify_error::ErrorKind;
use parsify_json::tree::{Value, parse};
use parsify_json::{
    CompareAlign, CompareFormat, CompareOptions, Comparison, Difference, Indent, PatchKind, PatchOptions, compare,
    patch,
};
use proptest::prelude::*;
use serde_json::json;

use crate::generate::{json, soup};

fn options(change: impl FnOnce(&mut CompareOptions)) -> CompareOptions {
    let mut options = CompareOptions::default();
    options.indent = Indent::None;
    change(&mut options);
    options
}

fn compared(left: &str, right: &str, change: impl FnOnce(&mut CompareOptions)) -> Comparison {
    compare(left, right, &options(change)).unwrap()
}

fn text(left: &str, right: &str, change: impl FnOnce(&mut CompareOptions)) -> String {
    compared(left, right, change).document.unwrap()
}

fn equal(left: &str, right: &str, change: impl FnOnce(&mut CompareOptions)) -> bool {
    compared(left, right, change).differences.equal
}

fn applied(document: &str, steps: &str, kind: PatchKind) -> String {
    let mut options = PatchOptions::default();
    options.kind = kind;
    options.indent = Indent::None;
    patch(document, steps, &options).unwrap().json.unwrap()
}

#[test]
fn values_are_compared_by_meaning() {
    assert!(equal(r#"{"a": 1.0, "b": "\u0041"}"#, r#"{"b": "A", "a": 1e0}"#, |_| ()));
    assert!(equal(r#"{"a": 1, "a": 2}"#, r#"{"a": 2}"#, |_| ()));
    assert!(!equal("123456789012345678901234567890", "123456789012345678901234567891", |_| ()));
    assert!(!equal("[1, 2]", "[2, 1]", |_| ()));
    assert!(!equal("null", "{}", |_| ()));
}

#[test]
fn differences_have_places_and_values() {
    let left = r#"{"name": "a", "tags": ["x", "y", "z"], "old": true, "size": {"w": 1}}"#;
    let right = r#"{"name": "b", "tags": ["z", "x", "n"], "new": null, "size": {"w": 1, "h": 2}}"#;
    let found = compared(left, right, |_| ());
    let expected = json!([
        {"kind": "changed", "path": "/name", "left": "a", "right": "b"},
        {"kind": "moved", "path": "/tags/2", "rightPath": "/tags/0"},
        {"kind": "changed", "path": "/tags/1", "rightPath": "/tags/2", "left": "y", "right": "n"},
        {"kind": "removed", "path": "/old", "left": true},
        {"kind": "added", "path": "/size/h", "right": 2},
        {"kind": "added", "path": "/new", "right": null},
    ]);
    assert_eq!(serde_json::to_value(&found.differences.differences).unwrap(), expected);
    let counts = json!({"added": 2, "removed": 1, "changed": 2, "moved": 1, "leftValues": 9, "rightValues": 10});
    assert_eq!(serde_json::to_value(found.differences.statistics).unwrap(), counts);
    let lines = "~ /name: \"a\" -> \"b\"\n> /tags/2 -> /tags/0\n~ /tags/1 -> /tags/2: \"y\" -> \"n\"\n- /old: true\n\
                 + /size/h: 2\n+ /new: null\n2 added, 1 removed, 2 changed, 1 moved\n";
    assert_eq!(found.document.unwrap(), lines);
    assert_eq!(text(left, left, |_| ()), "equal\n");
}

#[test]
fn what_data_cannot_say_is_told_as_text() {
    let found = compared("[12345678901234567890123]", "[0.1]", |_| ());
    let expected = json!({
        "kind": "changed", "path": "/0", "left": 1.234_567_890_123_456_8e22, "right": 0.1, "leftText": "12345678901234567890123",
    });
    assert_eq!(serde_json::to_value(&found.differences.differences[0]).unwrap(), expected);
    assert_eq!(found.document.unwrap(), "~ /0: 12345678901234567890123 -> 0.1\n1 changed\n");
}

/// Whatever shows a value shows its digits.
#[test]
fn numbers_are_shown_as_they_are_written() {
    let left = r#"{"price": 1.10, "big": 123456789012345678901234567890, "far": 1e400, "plain": 7}"#;
    let right = r#"{"price": 1.20, "big": 123456789012345678901234567891, "far": -0, "plain": 8, "new": {"z": 2.50, "a": 1E2}}"#;
    let found = compared(left, right, |_| ());
    let expected = "~ /price: 1.10 -> 1.20\n\
                    ~ /big: 123456789012345678901234567890 -> 123456789012345678901234567891\n\
                    ~ /far: 1e400 -> -0\n~ /plain: 7 -> 8\n+ /new: {\"z\":2.50,\"a\":1E2}\n1 added, 4 changed\n";
    assert_eq!(found.document.unwrap(), expected);
    let texts = |found: &Difference| (found.left_text.clone(), found.right_text.clone());
    let some = |text: &str| Some(text.to_owned());
    let expected = [
        (some("1.10"), some("1.20")),
        (some("123456789012345678901234567890"), some("123456789012345678901234567891")),
        (some("1e400"), some("-0")),
        (None, None),
        (None, some(r#"{"z":2.50,"a":1E2}"#)),
    ];
    assert_eq!(found.differences.differences.iter().map(texts).collect::<Vec<_>>(), expected);
    for format in [CompareFormat::Unified, CompareFormat::Html, CompareFormat::Patch, CompareFormat::MergePatch] {
        let shown = text(left, right, |it| (it.format, it.indent) = (format, Indent::Spaces(2)));
        let both = matches!(format, CompareFormat::Unified | CompareFormat::Html);
        for (number, is_shown) in [
            (" 1.10", both),
            (" 1.20", true),
            (" 123456789012345678901234567890", both),
            (" 123456789012345678901234567891", true),
            (" 1e400", both),
            (" -0", true),
            (" 2.50", true),
            (" 1E2", true),
        ] {
            assert_eq!(shown.contains(number), is_shown, "{format:?} {number} {shown}");
        }
    }
}

#[test]
fn data_says_all_or_there_is_a_text() {
    let right_text = |right: &str| compared("{}", right, |_| ()).differences.differences[0].right_text.clone();
    for plain in ["null", "[1, 1.5, true, \"\\u0041\"]", "-1", "-0.25", "[{}]", "18446744073709551615"] {
        assert_eq!(right_text(plain), None, "{plain}");
    }
    for more in
        ["1.50", "[{\"a\":1.0e0}]", "\"\\ud800\"", "[{\"\\ud800\":1}]", "18446744073709551616", "[{\"a\":1,\"a\":1}]"]
    {
        assert_eq!(right_text(more).as_deref(), Some(more), "{more}");
    }
}

#[test]
fn the_list_is_bounded_and_the_rest_counted() {
    let found = compared("[1,2,3,4]", "[5,6,7,8]", |it| it.max_differences = 3);
    assert_eq!((found.differences.differences.len(), found.differences.omitted), (3, 1));
    assert_eq!(found.differences.statistics.changed, 4);
    assert!(found.document.unwrap().contains("… and 1 more"));
}

#[test]
fn order_and_case_are_ignored_when_asked() {
    let order = |it: &mut CompareOptions| it.ignore_order = true;
    assert!(equal("[1, [2, 3], 1]", "[[3, 2], 1, 1.0]", order));
    assert!(!equal("[1, 1, 2]", "[1, 2, 2]", order));
    assert_eq!(text("[1, 1, 2]", "[3, 1, 2]", order), "+ /0: 3\n- /1: 1\n1 added, 1 removed\n");
    assert!(equal(r#"{"a": "Straße É"}"#, r#"{"a": "STRAßE é"}"#, |it| it.ignore_case = true));
    assert!(!equal(r#"{"A": "x"}"#, r#"{"a": "x"}"#, |it| it.ignore_case = true));
    let keys = |it: &mut CompareOptions| it.ignore_key_case = true;
    assert!(equal(r#"{"A": "x"}"#, r#"{"a": "x"}"#, keys));
    assert!(equal(r#"{"A": 1, "a": 2}"#, r#"{"a": 2, "A": 1}"#, keys));
    assert_eq!(text(r#"{"A": 1, "a": 2}"#, r#"{"a": 1}"#, keys), "- /A: 1\n~ /a: 2 -> 1\n1 removed, 1 changed\n");
}

#[test]
fn numbers_may_differ_within_a_tolerance() {
    let absolute = |it: &mut CompareOptions| it.absolute_tolerance = 0.5;
    assert!(equal(r#"{"a": [1, {"b": 2.25}]}"#, r#"{"a": [1.5, {"b": 2}]}"#, absolute));
    assert!(!equal("1", "1.6", absolute));
    assert!(equal("1e6", "1000001", |it| it.relative_tolerance = 1e-6));
    assert!(!equal("1", "1.1", |it| it.relative_tolerance = 1e-6));
    assert!(!equal("1e400", "2e400", absolute));
    // 1 is near to 1.5 only, 2 is near to both.
    let both = |it: &mut CompareOptions| (it.absolute_tolerance, it.ignore_order) = (0.6, true);
    assert!(equal("[2, 1]", "[1.5, 2.5]", both));
    assert!(!equal("[2, 1]", "[2.5, 2.5]", both));
    assert_eq!(text("[1, 2, 3]", "[2.1, 3.1]", absolute), "- /0: 1\n1 removed\n");
    for wrong in [f64::NAN, f64::INFINITY, -1.0] {
        let failure = compare("1", "1", &options(|it| it.relative_tolerance = wrong)).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Params, "json.options"));
    }
}

/// A difference is judged as it is written, not as doubles round it.
#[test]
fn tolerances_are_exact() {
    let near = |left: &str, right: &str, tolerance: f64| {
        let absolute = equal(left, right, |it| it.absolute_tolerance = tolerance);
        assert_eq!(absolute, equal(right, left, |it| it.absolute_tolerance = tolerance));
        absolute
    };
    // Doubles say 0.010000000000000009, and 0.30000000000000004.
    assert!(near("1.10", "1.09", 0.01));
    assert!(near("0.4", "0.1", 0.3));
    assert!(near("-0.1", "0.2", 0.3));
    assert!(!near("1.10", "1.0899999999999999999999", 0.01));
    assert!(!near("9007199254740992", "9007199254740993", 0.5));
    assert!(near("9007199254740992", "9007199254740993", 1.0));
    assert!(!near("123456789012345678901234567890", "123456789012345678901234567891", 0.5));
    assert!(!near("123456789012345678901234567890", "123456789012345678901234567891", f64::MIN_POSITIVE));
    assert!(near("123456789012345678901234567890", "1.23456789012345678901234567890e29", 0.5));
    let relative = |left: &str, right: &str, tolerance: f64| equal(left, right, |it| it.relative_tolerance = tolerance);
    assert!(relative("1.1", "1", 0.1));
    assert!(relative("100", "99", 0.01));
    assert!(relative("0.99", "1.1", 0.1));
    assert!(!relative("0.9899999999999999999", "1.1", 0.1));
    assert!(!relative("1e-300", "2e-300", 0.4) && relative("1e-300", "2e-300", 0.5));
}

#[test]
fn places_are_chosen() {
    let left = r#"{"users": [{"name": "a", "at": 1}, {"name": "b", "at": 2}], "at": 3, "n": 0}"#;
    let right = r#"{"users": [{"name": "a", "at": 9}, {"name": "c", "at": 8}], "at": 7, "n": 1}"#;
    let chosen = |include: &[&str], exclude: &[&str]| {
        let owned = |paths: &[&str]| paths.iter().map(ToString::to_string).collect();
        text(left, right, |it| (it.include, it.exclude) = (owned(include), owned(exclude)))
    };
    assert_eq!(chosen(&["/users/*/name"], &[]), "~ /users/1/name: \"b\" -> \"c\"\n1 changed\n");
    assert_eq!(chosen(&[], &["/**/at", "/n"]), "~ /users/1/name: \"b\" -> \"c\"\n1 changed\n");
    assert_eq!(chosen(&["/users"], &["/users/*/at", "/users/1"]), "equal\n");
    assert_eq!(chosen(&["/nothing"], &[]), "equal\n");
    let failure = compare("1", "1", &options(|it| it.include = vec!["a".to_owned()])).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Params, "json.pattern"));
}

#[test]
fn elements_are_known_by_a_key() {
    let left = r#"[{"id": 1, "n": "a"}, {"id": 2, "n": "b"}, {"id": 3, "n": "c"}]"#;
    let right = r#"[{"id": 3, "n": "c"}, {"id": 1, "n": "x"}, {"id": 4, "n": "d"}]"#;
    let identity = |it: &mut CompareOptions| it.identity = vec!["key".to_owned(), "id".to_owned()];
    let expected = "> /2 -> /0\n~ /0/n -> /1/n: \"a\" -> \"x\"\n+ /2: {\"id\":4,\"n\":\"d\"}\n- /1: {\"id\":2,\"n\":\"b\"}\n\
                    1 added, 1 removed, 1 changed, 1 moved\n";
    assert_eq!(text(left, right, identity), expected);
    let steps = text(left, right, |it| {
        identity(it);
        it.format = CompareFormat::Patch;
    });
    let expected = r#"[{"op":"remove","path":"/1"},{"op":"move","from":"/1","path":"/0"},{"op":"replace","path":"/1/n","value":"x"},{"op":"add","path":"/2","value":{"id":4,"n":"d"}}]"#;
    assert_eq!(steps, expected);
    assert_eq!(applied(left, &steps, PatchKind::Patch), right.replace(": ", ":").replace(", ", ","));
}

#[test]
fn elements_are_paired_by_index_when_asked() {
    let index = |it: &mut CompareOptions| it.align = CompareAlign::Index;
    assert_eq!(text("[1, 2, 3]", "[2, 3]", index), "~ /0: 1 -> 2\n~ /1: 2 -> 3\n- /2: 3\n1 removed, 2 changed\n");
    assert_eq!(text("[1, 2, 3]", "[2, 3]", |_| ()), "- /0: 1\n1 removed\n");
}

#[test]
fn unified_and_html_show_both_documents() {
    let left = r#"{"a": 1.0, "b": ["<x>", 2], "c": 3, "d": 4, "e": 5, "f": 6}"#;
    let right = r#"{"f": 6, "e": 5, "d": 4, "c": 3, "b": ["&", 2], "a": 1}"#;
    let unified =
        |it: &mut CompareOptions| (it.format, it.indent, it.context) = (CompareFormat::Unified, Indent::Spaces(2), 1);
    let expected = "--- left\n+++ right\n@@ -3,3 +3,3 @@\n   \"b\": [\n-    \"<x>\",\n+    \"&\",\n     2\n";
    assert_eq!(text(left, right, unified), expected);
    assert_eq!(text(left, left, unified), "");
    let html =
        |it: &mut CompareOptions| (it.format, it.indent, it.context) = (CompareFormat::Html, Indent::Spaces(2), 0);
    let expected = "<div class=\"json-diff\">\n<p>1 changed</p>\n<pre class=\"hunk\" title=\"@@ -4 +4 @@\">\
                    <del>-     &quot;&lt;x&gt;&quot;,</del>\n<ins>+     &quot;&amp;&quot;,</ins>\n</pre>\n</div>\n";
    assert_eq!(text(left, right, html), expected);
    let line = |it: &mut CompareOptions| it.format = CompareFormat::Unified;
    let expected =
        "--- left\n+++ right\n@@ -1 +1 @@\n-1\n\\ No newline at end of file\n+2\n\\ No newline at end of file\n";
    assert_eq!(text("1", "2", line), expected);
    assert_eq!(compared("1", "2", |it| it.format = CompareFormat::None).document, None);
}

#[test]
fn a_merge_patch_cannot_say_null() {
    let format = |it: &mut CompareOptions| it.format = CompareFormat::MergePatch;
    assert_eq!(
        text(r#"{"a": 1, "b": {"c": [1]}}"#, r#"{"b": {"c": [null], "d": 2}}"#, format),
        r#"{"a":null,"b":{"c":[null],"d":2}}"#
    );
    assert_eq!(text("{}", "{}", format), "{}");
    for right in [r#"{"a": null}"#, r#"{"a": {"b": null}}"#] {
        let failure = compare("{}", right, &options(format)).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "compare.null"));
    }
}

#[test]
fn large_arrays_are_aligned() {
    let array = |numbers: &mut dyn Iterator<Item = usize>| {
        format!("[{}]", numbers.map(|it| format!("{{\"n\":{it}}}")).collect::<Vec<_>>().join(","))
    };
    let left = array(&mut (0..10_000));
    // One in seven goes, and the last comes first.
    let right = array(&mut std::iter::once(9_999).chain((0..9_999).filter(|it| it % 7 != 0)));
    let found = compared(&left, &right, |it| it.format = CompareFormat::Patch);
    let counts = found.differences.statistics;
    assert_eq!((counts.removed, counts.moved, counts.added, counts.changed), (1_429, 1, 0, 0));
    assert_eq!(applied(&left, &found.document.unwrap(), PatchKind::Patch), right);
    // All others.
    let right = array(&mut (20_000..30_000));
    assert_eq!(compared(&left, &right, |_| ()).differences.statistics.changed, 10_000);
    assert!(equal(&left, &array(&mut (0..10_000).rev()), |it| it.ignore_order = true));
}

#[test]
fn beyond_the_bound_elements_are_paired_by_index() {
    let letters = |seed: u64| {
        let mut state = seed;
        let mut next = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 60).to_string()
        };
        format!("[{}]", (0..40_000).map(|_| next()).collect::<Vec<_>>().join(","))
    };
    let (left, right) = (letters(1), letters(2));
    let found = compared(&left, &right, |it| it.format = CompareFormat::Patch);
    assert!(found.warnings[0].contains("too large to be aligned"), "{:?}", found.warnings);
    assert_eq!(applied(&left, &found.document.unwrap(), PatchKind::Patch), right);
}

/// A document and another one like it.
fn pair() -> impl Strategy<Value = (String, String)> {
    let element = || {
        prop_oneof![
            3 => (0..4_u8).prop_map(|it| it.to_string()),
            1 => (0..3_u8, 0..3_u8).prop_map(|(id, n)| format!(r#"{{"id":{id},"n":[{n},{id}]}}"#)),
            1 => Just("[]".to_owned()),
            1 => Just("null".to_owned()),
            1 => Just(r#""\ud800""#.to_owned()),
        ]
    };
    let array = || prop::collection::vec(element(), 0..12).prop_map(|all| format!("[{}]", all.join(",")));
    let key = || prop::sample::select(vec!["a", "b", "a/b", "~", "", "0", r"\ud800", "-"]);
    let object = || {
        prop::collection::vec((key(), array()), 0..5).prop_map(|all| {
            let members = all.iter().map(|(key, value)| format!(r#""{key}":{value}"#));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        })
    };
    prop_oneof![
        3 => (array(), array()),
        3 => (object(), object()),
        1 => (json(), json()),
        1 => (json(), json()).prop_map(|(one, other)| (format!("[{one},{other},{one}]"), format!("[{other},{one}]"))),
    ]
}

fn same(one: &str, other: &str) -> bool {
    parse(one).unwrap().same(&parse(other).unwrap())
}

/// Elements are objects with different ids.
fn identified(ids: &[u8], values: &[u8]) -> String {
    let mut seen = std::collections::HashSet::new();
    let elements = ids.iter().zip(values).filter(|(id, _)| seen.insert(**id));
    let elements: Vec<_> = elements.map(|(id, value)| format!(r#"{{"id":{id},"v":{value}}}"#)).collect();
    format!("[{}]", elements.join(","))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_patch_makes_the_right_one_of_the_left_one((left, right) in pair(), index: bool) {
        let found = compared(&left, &right, |it| {
            it.format = CompareFormat::Patch;
            it.align = if index { CompareAlign::Index } else { CompareAlign::Edit };
        });
        prop_assert_eq!(found.differences.equal, same(&left, &right));
        let steps = found.document.unwrap();
        prop_assert_eq!(found.differences.equal, steps == "[]");
        let patched = applied(&left, &steps, PatchKind::Patch);
        prop_assert!(same(&patched, &right), "{left} {right} {steps} {patched}");
    }

    #[test]
    fn the_patch_moves_what_is_known(
        ids in prop::collection::vec(0..12_u8, 12),
        others in prop::collection::vec(0..12_u8, 12),
        values in prop::collection::vec(0..3_u8, 24),
    ) {
        let (left, right) = (identified(&ids, &values), identified(&others, &values[12..]));
        let found = compared(&left, &right, |it| {
            it.format = CompareFormat::Patch;
            it.identity = vec!["id".to_owned()];
        });
        let steps = found.document.unwrap();
        let patched = applied(&left, &steps, PatchKind::Patch);
        prop_assert!(same(&patched, &right), "{left} {right} {steps} {patched}");
    }

    #[test]
    fn the_patch_ignores_order_too((left, right) in pair()) {
        let unordered = |it: &mut CompareOptions| it.ignore_order = true;
        let steps = text(&left, &right, |it| {
            unordered(it);
            it.format = CompareFormat::Patch;
        });
        let patched = applied(&left, &steps, PatchKind::Patch);
        prop_assert!(equal(&patched, &right, unordered), "{left} {right} {steps} {patched}");
    }

    /// Patches leave alone what is not compared, and make equal what is.
    #[test]
    fn the_patch_keeps_to_what_is_compared((left, right) in pair(), include: bool) {
        let chosen = |it: &mut CompareOptions| {
            let paths = ["/a", "/1", "/*/0", "/**/n"].map(str::to_owned).to_vec();
            if include { it.include = paths } else { it.exclude = paths }
        };
        let made = compared(&left, &right, |it| {
            chosen(it);
            it.format = CompareFormat::Patch;
        });
        let steps = made.document.unwrap();
        prop_assert_eq!(made.differences.equal, steps == "[]");
        let patched = parse(&left).unwrap();
        prop_assert!(patch(&patched.to_json(), &steps, &PatchOptions::default()).is_ok(), "{left} {right} {steps}");
    }

    /// Whatever the options hold for equal, the patch leaves nothing that they do not.
    #[test]
    fn the_patch_makes_equal_what_is_compared(
        (left, right) in pair(),
        (order, keys, tolerance, exclude) in (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()),
    ) {
        let chosen = |it: &mut CompareOptions| {
            (it.ignore_order, it.ignore_key_case) = (order, keys);
            it.absolute_tolerance = if tolerance { 1.0 } else { 0.0 };
            let paths = ["/a", "/**/n"].map(str::to_owned).to_vec();
            it.exclude = if exclude { paths } else { Vec::new() };
        };
        let steps = text(&left, &right, |it| {
            chosen(it);
            it.format = CompareFormat::Patch;
        });
        let patched = applied(&left, &steps, PatchKind::Patch);
        prop_assert!(equal(&patched, &right, chosen), "{left} {right} {steps} {patched}");
    }

    #[test]
    fn the_merge_patch_makes_the_right_one_of_the_left_one((left, right) in pair()) {
        let chosen = options(|it| it.format = CompareFormat::MergePatch);
        if let Ok(found) = compare(&left, &right, &chosen) {
            let merged = applied(&left, &found.document.unwrap(), PatchKind::Merge);
            prop_assert!(same(&merged, &right), "{left} {right} {merged}");
        }
    }

    #[test]
    fn what_is_equal_has_no_unified_difference((left, right) in pair(), order: bool, html: bool) {
        let found = compared(&left, &right, |it| {
            it.ignore_order = order;
            it.indent = Indent::Spaces(1);
            it.format = if html { CompareFormat::Html } else { CompareFormat::Unified };
        });
        let document = found.document.unwrap();
        prop_assert_eq!(found.differences.equal, !document.contains("@@"), "{} {} {}", left, right, document);
    }

    #[test]
    fn a_tolerance_of_nothing_changes_nothing((left, right) in pair()) {
        let tiny = |it: &mut CompareOptions| it.absolute_tolerance = f64::MIN_POSITIVE;
        prop_assert_eq!(equal(&left, &right, tiny), equal(&left, &right, |_| ()));
        let swapped = compared(&right, &left, tiny).differences;
        prop_assert_eq!(compared(&left, &right, tiny).differences.equal, swapped.equal);
    }

    #[test]
    fn garbage_is_refused(left in soup(), right in json()) {
        let good = parse(&left).is_ok();
        prop_assert_eq!(compare(&left, &right, &options(|_| ())).is_ok(), good);
    }
}

#[test]
fn deep_documents_need_no_large_stack() {
    let deep = |end: &str| format!("{}{end}{}", r#"{"a":["#.repeat(256), "]}".repeat(256));
    let (left, right) = (deep("1"), deep("2"));
    // A test runs on a thread with a stack of 2 MiB.
    for format in [CompareFormat::Patch, CompareFormat::MergePatch, CompareFormat::Unified, CompareFormat::Text] {
        for order in [false, true] {
            let found = compared(&left, &right, |it| {
                (it.format, it.ignore_order, it.absolute_tolerance) = (format, order, 0.1);
            });
            assert_eq!(found.differences.differences.len(), 1 + usize::from(order));
        }
    }
    let owned: Value<'static> = parse(&left).unwrap().into_owned();
    assert!(owned.same(&parse(&left).unwrap()));
}
