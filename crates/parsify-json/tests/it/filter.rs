//! Conditions, and what is left of documents.

use parsify_error::{Detail, ErrorKind, Failure};
use parsify_json::tree::{Value, parse};
use parsify_json::{FilterOptions, FilterSummary, Filtered, code, filter};
use proptest::prelude::*;
use serde_json::json;

use crate::generate::{json, mutated, soup};

fn filtered(mut params: serde_json::Value, source: &str) -> Result<Filtered, Failure> {
    params["indent"] = "none".into();
    let options: FilterOptions = serde_json::from_value(params).expect("the options are good");
    filter(source, &options)
}

#[track_caller]
fn gives(params: serde_json::Value, source: &str, expected: &str) -> FilterSummary {
    let found = filtered(params, source).unwrap();
    assert_eq!(found.json, expected);
    found.summary
}

/// Whether a value alone fulfils a condition.
#[track_caller]
fn fulfils(condition: serde_json::Value, value: &str, expected: bool) {
    let params = json!({ "elements": "", "where": condition });
    let found = filtered(params, &format!("[{value}]")).unwrap();
    assert_eq!(found.summary.matched == 1, expected, "{condition} of {value}");
}

const SHOP: &str = r#"{"shop":"x","items":[{"id":1,"price":10.50,"tags":["a","b"]},{"id":2,"price":3,"tags":[]},{"id":3,"tags":["b"]}],"meta":{"id":"m"}}"#;

#[test]
fn what_is_kept_keeps_what_it_is_in() {
    let summary =
        gives(json!({"where": {"key": "id"}}), SHOP, r#"{"items":[{"id":1},{"id":2},{"id":3}],"meta":{"id":"m"}}"#);
    // Nothing is asked of what is in a value that fulfils the condition.
    assert_eq!((summary.asked, summary.matched, summary.removed), (19, 4, 6));
    gives(
        json!({"where": {"path": "/items/*/tags"}}),
        SHOP,
        r#"{"items":[{"tags":["a","b"]},{"tags":[]},{"tags":["b"]}]}"#,
    );
    gives(json!({"where": {"path": ""}}), SHOP, SHOP);
    let summary = gives(json!({"where": {"key": "nothing"}}), SHOP, "{}");
    assert_eq!((summary.matched, summary.removed), (0, 1));
    gives(json!({"where": {"key": "nothing"}}), "[1]", "[]");
    gives(json!({"where": {"key": "nothing"}}), "7", "null");
    gives(json!({"where": {"types": ["number"]}}), "7", "7");
}

#[test]
fn what_is_dropped_leaves_the_rest() {
    let summary = gives(
        json!({"mode": "drop", "where": {"any": [{"key": "tags"}, {"types": ["number"]}]}}),
        SHOP,
        r#"{"shop":"x","items":[{},{},{}],"meta":{"id":"m"}}"#,
    );
    assert_eq!((summary.matched, summary.removed), (8, 8));
    gives(
        json!({"mode": "drop", "prune": true, "where": {"any": [{"key": "tags"}, {"types": ["number"]}]}}),
        r#"{"shop":{},"items":[{"id":1},{"id":2}],"meta":{"id":"m"}}"#,
        r#"{"shop":{},"meta":{"id":"m"}}"#,
    );
    gives(json!({"mode": "drop", "where": {"path": ""}}), "[1]", "[]");
    gives(json!({"mode": "drop", "where": {"types": ["null"]}}), "[null,1,null,{\"a\":null}]", "[1,{}]");
}

#[test]
fn elements_of_arrays() {
    let summary = gives(
        json!({"elements": "/items", "where": {"at": "/price", "min": 5}}),
        SHOP,
        r#"{"shop":"x","items":[{"id":1,"price":10.50,"tags":["a","b"]}],"meta":{"id":"m"}}"#,
    );
    assert_eq!((summary.asked, summary.matched, summary.removed), (3, 1, 2));
    gives(
        json!({"elements": "/items", "mode": "drop", "where": {"at": "/price"}}),
        SHOP,
        r#"{"shop":"x","items":[{"id":3,"tags":["b"]}],"meta":{"id":"m"}}"#,
    );
    gives(
        json!({"elements": "/items", "where": {"at": "/tags/*", "equals": "b"}}),
        r#"{"items":[{"tags":["a"]},{"tags":["a","b"]}]}"#,
        r#"{"items":[{"tags":["a","b"]}]}"#,
    );
    gives(json!({"elements": "/**", "where": {"not": {"equals": 1}}}), "[1,[1,2,[1]],1]", "[[2,[]]]");
    gives(json!({"elements": "/**", "prune": true, "where": {"not": {"equals": 1}}}), "[1,[1,2,[1]],[],1]", "[[2],[]]");
    let found = filtered(json!({"elements": "/none", "where": {"key": "x"}}), SHOP).unwrap();
    assert_eq!((found.json.as_str(), found.summary.asked, found.warnings.len()), (SHOP, 0, 1));
}

#[test]
fn lines_stay_byte_for_byte() {
    let source = "{\"level\": \"error\",  \"n\": 1.0}\r\n{\"level\": \"info\"}\n\n{\"level\":\"error\"}";
    let params = json!({"input": "json-lines", "where": {"at": "/level", "equals": "error"}});
    let summary = gives(params, source, "{\"level\": \"error\",  \"n\": 1.0}\n{\"level\":\"error\"}\n");
    assert_eq!((summary.asked, summary.matched, summary.removed), (3, 2, 1));
    let params = json!({"input": "json-lines", "badLines": "skip", "where": {"types": ["number"]}});
    assert_eq!(gives(params, "1\nx\n\"2\"\n", "1\n").bad_lines.count, 1);
    let failure = filtered(json!({"input": "json-lines", "where": {"types": ["number"]}}), "1\nx\n").unwrap_err();
    assert_eq!(failure.details()["line"], Detail::Unsigned(2));
}

#[test]
fn keys() {
    let source = r#"{"userId":1,"UserName":2,"id":3,"list":[4]}"#;
    gives(json!({"where": {"key": "userid"}}), source, "{}");
    gives(json!({"where": {"key": "userid", "ignoreCase": true}}), source, r#"{"userId":1}"#);
    gives(json!({"where": {"keyGlob": "user*"}}), source, r#"{"userId":1}"#);
    gives(json!({"where": {"keyGlob": "USER*", "ignoreCase": true}}), source, r#"{"userId":1,"UserName":2}"#);
    gives(json!({"where": {"keyRegex": "[iI]d$"}}), source, r#"{"userId":1,"id":3}"#);
    gives(json!({"where": {"keyGlob": "*", "path": "/list/0"}}), source, "{}");
    gives(json!({"where": {"key": "é"}}), r#"{"\u00e9":1}"#, r#"{"\u00e9":1}"#);
}

#[test]
fn values() {
    fulfils(json!({"equals": 1}), "1.0", true);
    fulfils(json!({"equals": null}), "null", true);
    fulfils(json!({"equals": null}), "0", false);
    fulfils(json!({"equals": {"a": 1, "b": [2]}}), r#"{"b":[2.0],"\u0061":1}"#, true);
    fulfils(json!({"equals": "A"}), "\"a\"", false);
    fulfils(json!({"equals": "A", "ignoreCase": true}), "\"a\"", true);
    fulfils(json!({"oneOf": [1, "x", null]}), "\"x\"", true);
    fulfils(json!({"oneOf": [1, "x", null]}), "true", false);
    fulfils(json!({"regex": "^a.c$"}), "\"a\\u0062c\"", true);
    fulfils(json!({"regex": "1"}), "1", false);
    fulfils(json!({"regex": "ABC", "ignoreCase": true}), "\"xabcx\"", true);
    fulfils(json!({"contains": "ell"}), "\"hello\"", true);
    fulfils(json!({"contains": "ELL"}), "\"hello\"", false);
    fulfils(json!({"contains": "ELL", "ignoreCase": true}), "\"hello\"", true);
    fulfils(json!({"contains": 2}), "[1, 2.0]", true);
    fulfils(json!({"contains": 2}), "2", false);
    fulfils(json!({"types": ["array", "object"]}), "{}", true);
    fulfils(json!({"types": ["array", "object"]}), "null", false);
    fulfils(json!({"minLength": 2, "maxLength": 2}), "\"é漢\"", true);
    fulfils(json!({"minLength": 3}), "[1,2]", false);
    fulfils(json!({"maxLength": 1}), r#"{"a":1}"#, true);
    fulfils(json!({"maxLength": 1}), "1", false);
}

#[test]
fn numbers_by_exact_value() {
    fulfils(json!({"min": 10, "below": 11}), "10.0", true);
    fulfils(json!({"above": 10}), "1e1", false);
    fulfils(json!({"above": 10}), "10.0000000000000000000000000001", true);
    fulfils(json!({"min": "9007199254740993"}), "9007199254740992", false);
    fulfils(json!({"min": "9007199254740993"}), "9007199254740993", true);
    fulfils(json!({"max": "1e400"}), "9e399", true);
    fulfils(json!({"max": -1}), "-0", false);
    fulfils(json!({"min": 1}), "\"5\"", false);
}

#[test]
fn dates_by_point_in_time() {
    fulfils(json!({"since": "2026-01-31"}), "\"2026-01-31\"", true);
    fulfils(json!({"before": "2026-01-31"}), "\"2026-01-31\"", false);
    fulfils(json!({"since": "2026-01-31T10:00:00Z"}), "\"2026-01-31T11:00:00+02:00\"", false);
    fulfils(json!({"since": "2026-01-31T10:00:00Z"}), "\"2026-01-31T12:00:00.000+02:00\"", true);
    fulfils(json!({"since": "2026-01-01", "before": "2027-01-01"}), "\"2026-12-31T23:59:60Z\"", false);
    fulfils(json!({"since": "2026-01-01", "before": "2027-01-01"}), "\"2026-12-31T23:59:59.999Z\"", true);
    fulfils(json!({"since": "0000-01-01"}), "\"yesterday\"", false);
    fulfils(json!({"since": "0000-01-01"}), "2026", false);
}

#[test]
fn depths_and_combinations() {
    gives(
        json!({"where": {"minDepth": 2, "maxDepth": 2, "types": ["number"]}}),
        r#"{"a":1,"b":{"c":2,"d":{"e":3}}}"#,
        r#"{"b":{"c":2}}"#,
    );
    gives(json!({"mode": "drop", "where": {"minDepth": 2}}), r#"{"a":1,"b":{"c":2,"d":{"e":3}}}"#, r#"{"a":1,"b":{}}"#);
    fulfils(json!({"all": [{"min": 1}, {"max": 2}], "not": {"equals": 2}}), "1.5", true);
    fulfils(json!({"all": [{"min": 1}, {"max": 2}], "not": {"equals": 2}}), "2", false);
    fulfils(json!({"any": [{"types": ["null"]}, {"min": 1}], "types": ["number"]}), "null", false);
    fulfils(json!({"not": {"not": {"types": ["null"]}}}), "null", true);
    // All of the rest is asked of one and the same value below.
    let orders = r#"{"orders":[{"sum":5,"paid":true},{"sum":50,"paid":false}]}"#;
    fulfils(
        json!({"at": "/orders/*", "all": [{"at": "/sum", "min": 10}, {"at": "/paid", "equals": true}]}),
        orders,
        false,
    );
    fulfils(
        json!({"all": [{"at": "/orders/*/sum", "min": 10}, {"at": "/orders/*/paid", "equals": true}]}),
        orders,
        true,
    );
    fulfils(json!({"at": "/**", "key": "sum", "equals": 50}), orders, true);
    fulfils(json!({"at": ""}), "1", true);
    fulfils(json!({"not": {"at": "/a"}}), r#"{"b":1}"#, true);
}

#[test]
fn conditions_that_cannot_be_asked() {
    let deep = (0..40).fold(json!({"types": ["null"]}), |inner, _| json!({ "not": inner }));
    let cases = [
        (json!({}), code::OPTIONS),
        (json!({"where": {}}), code::OPTIONS),
        (json!({"where": {"not": {}}}), code::OPTIONS),
        (json!({"where": deep}), code::OPTIONS),
        (json!({"where": {"min": "ten"}}), code::OPTIONS),
        (json!({"where": {"min": "01"}}), code::OPTIONS),
        (json!({"where": {"since": "2026"}}), code::OPTIONS),
        (json!({"where": {"path": "a"}}), code::PATTERN),
        (json!({"where": {"at": "/~"}}), code::PATTERN),
        (json!({"where": {"key": "a"}, "elements": "a"}), code::PATTERN),
        (json!({"where": {"regex": "("}}), code::REGEX),
        (json!({"where": {"keyRegex": "\\1"}}), code::REGEX),
        (json!({"where": {"key": "a"}, "elements": "", "input": "json-lines"}), code::OPTIONS),
    ];
    for (params, code) in cases {
        let failure = filtered(params.clone(), "{}").unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Params, code), "{params}");
    }
}

#[test]
fn conditions_that_explode_are_stopped() {
    let source = "[".repeat(500) + &"1,".repeat(2000) + "1" + &"]".repeat(500);
    let condition = (0..8).fold(json!({"equals": 2}), |inner, _| json!({"at": "/**", "all": [inner]}));
    let failure = filtered(json!({ "where": condition }), &source).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, code::FILTER_STEPS));
}

#[test]
fn the_deepest_documents_fit_the_stack() {
    let source = "[".repeat(512) + &"]".repeat(512);
    let run = move || filtered(json!({"where": {"at": "/**", "equals": 1}}), &source).map(|found| found.json);
    let thread = std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(run).unwrap();
    assert_eq!(thread.join().unwrap().unwrap(), "[]");
}

/// How many scalars there are.
fn scalars(value: &Value<'_>) -> usize {
    match value {
        Value::Array(elements) => elements.iter().map(scalars).sum(),
        Value::Object(object) => object.values().map(scalars).sum(),
        _ => 1,
    }
}

proptest! {
    #[test]
    fn keeping_and_dropping_share_the_scalars(source in json(), kind in prop::sample::select(vec!["null", "boolean", "number", "string"])) {
        let condition = json!({"types": [kind]});
        let document = parse(&source).unwrap();
        prop_assume!(document.is_container());
        let kept = filtered(json!({"where": condition}), &source).unwrap();
        let rest = filtered(json!({"where": condition, "mode": "drop"}), &source).unwrap();
        let (kept_values, rest_values) = (parse(&kept.json).unwrap(), parse(&rest.json).unwrap());
        prop_assert_eq!(scalars(&kept_values) + scalars(&rest_values), scalars(&document));
        prop_assert_eq!((kept.summary.matched, rest.summary.matched), (scalars(&kept_values), rest.summary.removed));
    }

    #[test]
    fn filtering_twice_changes_nothing(source in json(), kind in prop::sample::select(vec!["array", "object", "number", "string"]),
        drop: bool, prune: bool) {
        let mode = if drop { "drop" } else { "keep" };
        let params = json!({"where": {"types": [kind], "minDepth": 1}, "mode": mode, "prune": prune});
        let once = filtered(params.clone(), &source).unwrap();
        let twice = filtered(params, &once.json).unwrap();
        prop_assert_eq!(&twice.json, &once.json);
    }

    #[test]
    fn what_everything_fulfils_changes_nothing(source in json()) {
        let all = json!({"where": {"maxDepth": 1000}});
        prop_assert_eq!(filtered(all, &source).unwrap().json, parse(&source).unwrap().to_json());
        let none = json!({"where": {"minDepth": 1000}, "mode": "drop", "prune": true});
        prop_assert_eq!(filtered(none, &source).unwrap().json, parse(&source).unwrap().to_json());
    }

    #[test]
    fn garbage_is_refused(source in prop_oneof![soup(), mutated()]) {
        let params = json!({"where": {"any": [{"key": "a"}, {"min": 0}, {"regex": "."}, {"at": "/*/a"}]}});
        prop_assert_eq!(filtered(params.clone(), &source).is_ok(), parse(&source).is_ok());
        let mut lines = params;
        lines["input"] = "json-lines".into();
        lines["badLines"] = "skip".into();
        prop_assert!(filtered(lines, &source).unwrap().json.lines().all(|line| parse(line).is_ok()));
    }
}
