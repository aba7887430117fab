//! Samples of arrays and lines, and shapes of documents.

use parsify_error::{Detail, ErrorKind, Failure};
use parsify_json::tree::parse;
use parsify_json::{Sample, SampleOptions, code, sample};
use proptest::prelude::*;
use serde_json::json;

use crate::generate::{json, mutated, soup};

fn options(options: serde_json::Value) -> SampleOptions {
    serde_json::from_value(options).expect("the options are good")
}

fn sampled(mut params: serde_json::Value, source: &str) -> Result<Sample, Failure> {
    params["indent"] = "none".into();
    sample(source, &options(params))
}

#[track_caller]
fn gives(params: serde_json::Value, source: &str, expected: &str) -> parsify_json::SampleSummary {
    let found = sampled(params, source).unwrap();
    assert_eq!(found.json, expected);
    found.summary
}

#[track_caller]
fn fails(params: serde_json::Value, source: &str, code: &str) -> Failure {
    let failure = sampled(params, source).unwrap_err();
    assert_eq!(failure.code(), code, "{failure}");
    failure
}

#[test]
fn parts_of_an_array() {
    let source = "[1.0, 2, 3, 4, 5, 6, 7]";
    let summary = gives(json!({"count": 2}), source, "[1.0,2]");
    assert_eq!((summary.total, summary.kept), (7, 2));
    gives(json!({"mode": "tail", "count": 2}), source, "[6,7]");
    gives(json!({"mode": "every", "step": 3}), source, "[1.0,4,7]");
    gives(json!({"mode": "all"}), source, "[1.0,2,3,4,5,6,7]");
    gives(json!({"count": 0}), source, "[]");
    gives(json!({"mode": "tail", "count": 100}), source, "[1.0,2,3,4,5,6,7]");
    gives(json!({}), "[]", "[]");
}

#[test]
fn an_array_within_a_document() {
    let source = r#"{"page": 1, "items": [{"a": [1, 2, 3]}, 2, 3], "other": [1, 2, 3]}"#;
    gives(json!({"path": "/items", "count": 1}), source, r#"{"page":1,"items":[{"a":[1,2,3]}],"other":[1,2,3]}"#);
    gives(json!({"path": "/items", "count": 1, "result": "array"}), source, r#"[{"a":[1,2,3]}]"#);
    let params = json!({"path": "/items", "count": 2, "maxElements": 1});
    let summary = gives(params, source, r#"{"page":1,"items":[{"a":[1]},2],"other":[1]}"#);
    assert_eq!((summary.shortened_arrays, summary.kept), (2, 2));
    let failure = fails(json!({"path": "/page"}), "{\"a\": 0,\n \"page\": 1}", code::NO_ARRAY);
    assert_eq!(
        (&failure.details()["line"], &failure.details()["column"]),
        (&Detail::Unsigned(2), &Detail::Unsigned(10))
    );
    fails(json!({"path": "/nothing"}), source, code::PATH);
    fails(json!({"path": "items"}), source, code::OPTIONS);
    let failure = fails(json!({}), "7", code::NO_ARRAY);
    assert_eq!(failure.message(), "the document is no array, but a value of type number");
}

#[test]
fn the_shape_of_a_document() {
    let source =
        r#"{"a": [[1, 2, 3], [4, 5], "abcdef"], "b": "h\u00e9llo", "c": "abc", "long": 12345678901234567890.10}"#;
    let params = json!({"mode": "all", "maxElements": 2, "maxCharacters": 3});
    let expected = r#"{"a":[[1,2],[4,5]],"b":"hél…","c":"abc","long":12345678901234567890.10}"#;
    let summary = gives(params, source, expected);
    assert_eq!((summary.shortened_arrays, summary.cut_strings), (2, 1));
    gives(
        json!({"mode": "all", "maxElements": 0, "maxCharacters": 0}),
        source,
        r#"{"a":[],"b":"…","c":"…","long":12345678901234567890.10}"#,
    );
}

#[test]
fn lines_stay_byte_for_byte() {
    let source = "{\"a\": 1.0}\r\n\n  [2,  3]  \n\"x\"\n{\"b\": \"long text\"}";
    let params = |more: serde_json::Value| {
        let mut params = json!({"input": "json-lines"});
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    gives(params(json!({"count": 2})), source, "{\"a\": 1.0}\n[2,  3]\n");
    gives(params(json!({"mode": "tail", "count": 1})), source, "{\"b\": \"long text\"}\n");
    gives(
        params(json!({"mode": "all", "maxCharacters": 4})),
        source,
        "{\"a\": 1.0}\n[2,  3]\n\"x\"\n{\"b\":\"long…\"}\n",
    );
    gives(params(json!({})), " \n\n", "");
    fails(params(json!({"path": "/a"})), source, code::OPTIONS);
}

#[test]
fn bad_lines_are_told_with_their_place() {
    let source = "1\n[2,]\n3\n  {\"a\" 1}\n";
    let failure = fails(json!({"input": "json-lines"}), source, "json.trailing-comma");
    assert_eq!(
        (&failure.details()["line"], &failure.details()["offset"]),
        (&Detail::Unsigned(2), &Detail::Unsigned(4))
    );
    let summary = gives(json!({"input": "json-lines", "badLines": "skip"}), source, "1\n3\n");
    assert_eq!((summary.bad_lines.count, summary.total), (2, 2));
    let last = &summary.bad_lines.first[1];
    assert_eq!((last.line, last.code.as_str(), &source[last.offset..=last.offset]), (4, "json.missing-colon", "1"));
    let many = "x\n".repeat(100);
    let summary = gives(json!({"input": "json-lines", "badLines": "skip"}), &many, "");
    assert_eq!((summary.bad_lines.count, summary.bad_lines.first.len()), (100, 20));
}

#[test]
fn chance_is_the_same_for_a_seed_and_fair() {
    let source = format!("[{}]", (0..100).map(|n| n.to_string()).collect::<Vec<_>>().join(","));
    let once = |seed: u64| sampled(json!({"mode": "random", "count": 10, "seed": seed}), &source).unwrap().json;
    // The same numbers on every machine.
    assert_eq!(once(42), once(42));
    assert_ne!(once(42), once(43));
    let mut hits = [0_u32; 100];
    for seed in 0..1000 {
        for element in parse(&once(seed)).unwrap().as_array().unwrap() {
            hits[usize::try_from(element.as_number().unwrap().to_u64().unwrap()).unwrap()] += 1;
        }
    }
    assert_eq!(hits.iter().sum::<u32>(), 10_000);
    // Each is expected a hundred times; the standard deviation is below ten.
    assert!(hits.iter().all(|hits| (50..=150).contains(hits)), "{hits:?}");
}

#[test]
fn numbers_out_of_range_are_refused() {
    for params in [json!({"seed": u64::MAX}), json!({"step": 0}), json!({"count": u64::MAX})] {
        let failure = fails(params, "[1]", code::OPTIONS);
        assert_eq!(failure.kind(), ErrorKind::Params);
    }
}

proptest! {
    #[test]
    fn a_sample_is_a_part_in_order(
        elements in prop::collection::vec(json(), 0..20),
        mode in prop::sample::select(vec!["head", "tail", "every", "random", "all"]),
        count in 0_u64..25, step in 1_u64..5, seed in 0_u64..1000,
    ) {
        let source = format!("[{}]", elements.join(","));
        let all = parse(&source).unwrap();
        let found = sampled(json!({"mode": mode, "count": count, "step": step, "seed": seed}), &source).unwrap();
        let kept = parse(&found.json).unwrap();
        let mut rest = all.as_array().unwrap().iter();
        for element in kept.as_array().unwrap() {
            prop_assert!(rest.any(|other| other == element), "in order");
        }
        let expected = match mode {
            "every" => elements.len().div_ceil(step as usize),
            "all" => elements.len(),
            _ => elements.len().min(count as usize),
        };
        prop_assert_eq!((found.summary.kept, found.summary.total), (expected, elements.len()));
    }

    #[test]
    fn garbage_is_refused(source in prop_oneof![soup(), mutated()]) {
        let all = options(json!({"mode": "all", "maxElements": 2, "maxCharacters": 2}));
        prop_assert_eq!(sample(&source, &all).is_ok(), parse(&source).is_ok());
        let lines = sampled(json!({"input": "json-lines", "badLines": "skip", "maxElements": 1}), &source).unwrap();
        prop_assert!(lines.json.lines().all(|line| parse(line).is_ok()));
    }
}
