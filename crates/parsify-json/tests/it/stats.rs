//! Statistics of records.

use std::collections::HashMap;

use parsify_error::{Detail, ErrorKind, Failure};
use parsify_json::tree::parse;
use parsify_json::{PathStats, Stats, StatsOptions, code, stats};
use proptest::prelude::*;
use serde_json::json;

use crate::generate::{json, mutated, soup};

fn counted(params: serde_json::Value, source: &str) -> Result<Stats, Failure> {
    let options: StatsOptions = serde_json::from_value(params).expect("the options are good");
    stats(source, &options)
}

#[track_caller]
fn lines(source: &str) -> Stats {
    counted(json!({}), source).unwrap()
}

#[track_caller]
fn at<'s>(stats: &'s Stats, path: &str) -> &'s PathStats {
    stats.paths.iter().find(|at| at.path == path).unwrap_or_else(|| panic!("no {path} in {stats:#?}"))
}

const EVENTS: &str = r#"{"id": 1, "took": 1.10, "tags": ["a", "b"], "user": {"name": "Ada"}}
{"id": 2, "took": 2.20, "tags": [], "user": {"name": "Grace", "age": 45}}

{"id": "3", "took": null, "user": {"name": "Ada"}}
"#;

#[test]
fn paths_counts_and_types() {
    let found = lines(EVENTS);
    assert_eq!((found.records, found.omitted), (3, 0));
    let paths: Vec<_> = found.paths.iter().map(|at| (at.path.as_str(), at.count, at.missing)).collect();
    assert_eq!(
        paths,
        [
            ("", 3, 0),
            ("/id", 3, 0),
            ("/took", 3, 0),
            ("/tags", 2, 1),
            ("/tags/*", 2, 0),
            ("/user", 3, 0),
            ("/user/name", 3, 0),
            ("/user/age", 1, 2),
        ]
    );
    let id = at(&found, "/id").types;
    assert_eq!((id.number, id.string, at(&found, "/took").types.null), (2, 1, 1));
    let names = at(&found, "/user/name");
    let strings = names.strings.unwrap();
    assert_eq!((strings.min_length, strings.max_length, strings.empty), (3, 5, 0));
    let distinct = names.distinct.as_ref().unwrap();
    assert_eq!((distinct.count, distinct.exact, distinct.error), (2, true, 0));
    assert_eq!((&distinct.top[0].value, distinct.top[0].count), (&json!("Ada"), 2));
    let tags = at(&found, "/tags").arrays.unwrap();
    assert_eq!((tags.min_length, tags.max_length, tags.mean_length, tags.empty), (0, 2, 1.0, 1));
}

#[test]
fn numbers_are_summed_exactly() {
    let found = lines(EVENTS);
    let took = at(&found, "/took").numbers.as_ref().unwrap();
    assert_eq!(
        (took.min.as_str(), took.max.as_str(), took.sum.as_str(), took.sum_exact),
        ("1.10", "2.20", "3.30", true)
    );
    assert_eq!((took.integers, took.beyond_doubles), (0, 0));
    let sum = |numbers: &str| {
        let found = lines(numbers);
        let numbers = found.paths[0].numbers.clone().unwrap();
        (numbers.sum, numbers.sum_exact)
    };
    assert_eq!(sum("0.1\n0.2\n-0.3"), ("0.0".to_owned(), true));
    assert_eq!(sum("9007199254740993\n1e3\n-0.5e-2"), ("9007199254741992.995".to_owned(), true));
    assert_eq!(sum("1e30\n1e-30"), ("1e+30".to_owned(), false));
    assert_eq!(sum("1e400\n1"), ("beyond doubles".to_owned(), false));
    assert_eq!(sum("-7\n2"), ("-5".to_owned(), true));
    assert_eq!(sum("-0.05\n0.02"), ("-0.03".to_owned(), true));
    assert_eq!(sum("0e999999999999999999999\n1"), ("1".to_owned(), false));
}

#[test]
fn mean_variance_and_quantiles() {
    let found = lines("2\n4\n4\n4\n5\n5\n7\n9\n1e400\n");
    let numbers = found.paths[0].numbers.as_ref().unwrap();
    assert_eq!((numbers.mean, numbers.beyond_doubles), (Some(5.0), 1));
    assert!((numbers.variance.unwrap() - 32.0 / 7.0).abs() < 1e-12);
    assert!((numbers.standard_deviation.unwrap().powi(2) - 32.0 / 7.0).abs() < 1e-12);
    let quantiles = numbers.quantiles.unwrap();
    assert_eq!((quantiles.p25, quantiles.p50, quantiles.p75, quantiles.exact), (4.0, 4.5, 5.5, true));
    let one = lines("3");
    let numbers = one.paths[0].numbers.as_ref().unwrap();
    assert_eq!((numbers.mean, numbers.variance, numbers.quantiles.unwrap().p99), (Some(3.0), None, 3.0));
    // Far from zero, sums of squares would lose all digits.
    let far = lines("1000000004\n1000000007\n1000000013\n1000000016");
    assert!((far.paths[0].numbers.as_ref().unwrap().variance.unwrap() - 30.0).abs() < 1e-9);
    let many: String = (0..10_000).map(|number| format!("{number}\n")).collect();
    let quantiles = lines(&many).paths[0].numbers.as_ref().unwrap().quantiles.unwrap();
    assert!(!quantiles.exact);
    assert!((quantiles.p50 - 5000.0).abs() < 500.0 && (quantiles.p90 - 9000.0).abs() < 500.0, "{quantiles:?}");
    let extreme = lines("1.7e308\n-1.7e308\n1.7e308");
    assert!(serde_json::to_string(&extreme).is_ok());
}

#[test]
fn an_array_of_records() {
    let params = json!({"input": "json", "path": "/items"});
    let found = counted(params.clone(), r#"{"items": [{"a": 1}, {"a": 2, "b/c": 3}, 7]}"#).unwrap();
    assert_eq!((found.records, at(&found, "/a").count, at(&found, "/b~1c").missing), (3, 2, 1));
    assert_eq!(counted(params.clone(), r#"{"items": 1}"#).unwrap_err().code(), code::NO_ARRAY);
    assert_eq!(counted(params, r#"{"item": 1}"#).unwrap_err().code(), code::PATH);
    let failure = counted(json!({"path": "/items"}), "1").unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Params, code::OPTIONS));
    assert_eq!(counted(json!({"input": "json", "path": "items"}), "[]").unwrap_err().code(), code::OPTIONS);
}

#[test]
fn bad_lines() {
    let source = "{\"a\": 1}\n{\"a\": 2\n{\"a\": 3}\nnope";
    let failure = counted(json!({}), source).unwrap_err();
    assert_eq!((failure.kind(), &failure.details()["line"]), (ErrorKind::Input, &Detail::Unsigned(2)));
    let found = counted(json!({"badLines": "skip"}), source).unwrap();
    assert_eq!((found.records, found.bad_lines.count), (2, 2));
    assert_eq!((found.bad_lines.first[0].line, found.bad_lines.first[1].line), (2, 4));
    let pretty = counted(json!({}), "[\n  1\n]").unwrap_err();
    assert!(pretty.hints().iter().any(|hint| hint.contains("`input`")));
}

#[test]
fn what_is_kept_is_bounded() {
    let many: String = (0..50).map(|number| format!("{{\"k{number}\": [[{number}]]}}\n")).collect();
    let found = counted(json!({"maxPaths": 10}), &many).unwrap();
    assert_eq!((found.paths.len(), found.omitted), (10, 47));
    let found = counted(json!({"maxDepth": 1}), &many).unwrap();
    assert_eq!((found.paths.len(), found.omitted), (51, 50));
    let long = format!("{{\"{}\": 1}}", "k".repeat(257));
    assert_eq!((lines(&long).paths.len(), lines(&long).omitted), (1, 1));
    let zero = counted(json!({"maxPaths": 0, "maxDepth": 0, "maxDistinct": 0, "top": 0}), EVENTS).unwrap();
    assert_eq!((zero.paths.len(), zero.paths[0].count), (1, 3));
}

#[test]
fn equal_keys_count_once() {
    let found = lines(r#"{"a": 1, "b": 2, "a": "x", "a": 3}"#);
    assert_eq!((at(&found, "/a").count, at(&found, "/a").missing), (1, 0));
    assert_eq!(at(&found, "/a").numbers.as_ref().unwrap().sum, "3");
}

#[test]
fn frequent_values_are_found_beyond_the_limit() {
    let mut source = String::new();
    for number in 0..2_000 {
        source.push_str(&format!("\"unique {number}\"\n"));
        if number % 2 == 0 {
            source.push_str("\"often\"\n");
        }
    }
    let found = counted(json!({"maxDistinct": 10}), &source).unwrap();
    let distinct = found.paths[0].distinct.as_ref().unwrap();
    assert_eq!((distinct.count, distinct.exact), (11, false));
    assert_eq!(distinct.top[0].value, json!("often"));
    assert!(distinct.top[0].count <= 1000 && distinct.top[0].count + distinct.error >= 1000);
}

#[test]
fn values_are_shown_as_they_are() {
    let long = "é".repeat(100);
    let source = format!("\"{long}\"\n\"{long}\"\n12345678901234567890.5\n1.50\ntrue\nnull\n\"5\"\n5\n");
    let found = counted(json!({"top": 10}), &source).unwrap();
    let distinct = found.paths[0].distinct.as_ref().unwrap();
    let values: Vec<_> = distinct.top.iter().map(|top| (top.value.clone(), top.count)).collect();
    assert_eq!(values[0], (json!(format!("{}…", "é".repeat(60))), 2));
    for value in [json!("12345678901234567890.5"), json!(1.5), json!(true), json!(null), json!("5"), json!(5)] {
        assert!(values.contains(&(value.clone(), 1)), "{value}");
    }
}

#[test]
fn the_deepest_records_fit_the_stack() {
    let source = "[".repeat(512) + &"]".repeat(512);
    let options = json!({"maxDepth": 512});
    let thread =
        std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(move || counted(options, &source)).unwrap();
    assert_eq!(thread.join().unwrap().unwrap().paths.len(), 512);
}

proptest! {
    #[test]
    fn integers_agree_with_plain_arithmetic(numbers in prop::collection::vec(-1_000_000_i64..1_000_000, 1..200)) {
        let source: String = numbers.iter().map(|number| format!("{number}\n")).collect();
        let found = lines(&source);
        let stats = found.paths[0].numbers.as_ref().unwrap();
        let sum: i64 = numbers.iter().sum();
        prop_assert_eq!(&stats.sum, &sum.to_string());
        prop_assert_eq!(&stats.min, &numbers.iter().min().unwrap().to_string());
        prop_assert_eq!(&stats.max, &numbers.iter().max().unwrap().to_string());
        let count = numbers.len() as f64;
        let mean = sum as f64 / count;
        prop_assert!((stats.mean.unwrap() - mean).abs() < 1e-6);
        if numbers.len() > 1 {
            let variance = numbers.iter().map(|number| (*number as f64 - mean).powi(2)).sum::<f64>() / (count - 1.0);
            prop_assert!((stats.variance.unwrap() - variance).abs() <= 1e-9 * variance.max(1.0));
        }
        let mut sorted = numbers.clone();
        sorted.sort_unstable();
        let middle = sorted.len() / 2;
        let median = if sorted.len() % 2 == 1 { sorted[middle] as f64 } else { (sorted[middle - 1] + sorted[middle]) as f64 / 2.0 };
        prop_assert!((stats.quantiles.unwrap().p50 - median).abs() < 1e-6);
    }

    #[test]
    fn counts_of_values_keep_their_bounds(values in prop::collection::vec(0_u8..30, 1..300), limit in 0_usize..40) {
        let source: String = values.iter().map(|value| format!("\"v{value}\"\n")).collect();
        let found = counted(json!({"maxDistinct": limit, "top": 100}), &source).unwrap();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for value in &values {
            *counts.entry(format!("v{value}")).or_default() += 1;
        }
        let distinct = found.paths[0].distinct.as_ref().unwrap();
        prop_assert_eq!(distinct.exact, counts.len() <= limit);
        prop_assert!(distinct.count <= counts.len() && (!distinct.exact || distinct.count == counts.len()));
        for top in &distinct.top {
            let count = counts[top.value.as_str().unwrap()];
            prop_assert!(top.count <= count && count <= top.count + distinct.error);
        }
        for (value, count) in &counts {
            let listed = distinct.top.iter().any(|top| top.value == value.as_str());
            prop_assert!(listed || *count <= distinct.error);
        }
    }

    #[test]
    fn lines_and_elements_are_counted_alike(records in prop::collection::vec(json(), 0..8)) {
        let flat: Vec<_> = records.iter().map(|record| parse(record).unwrap().to_json()).collect();
        let of_lines = lines(&flat.join("\n"));
        let of_array = counted(json!({"input": "json"}), &format!("[{}]", records.join(","))).unwrap();
        prop_assert_eq!(serde_json::to_value(&of_lines).unwrap(), serde_json::to_value(of_array).unwrap());
        for at in &of_lines.paths {
            let distinct = at.distinct.as_ref().map_or(0, |distinct| distinct.top.iter().map(|top| top.count).sum());
            prop_assert!(distinct <= at.count);
        }
    }

    #[test]
    fn garbage_is_counted_or_listed(source in prop_oneof![soup(), mutated()]) {
        let found = counted(json!({"badLines": "skip"}), &source).unwrap();
        let filled = source.split('\n').filter(|line| !line.trim_matches([' ', '\t', '\r']).is_empty()).count();
        prop_assert_eq!(found.records + found.bad_lines.count, filled);
        prop_assert_eq!(counted(json!({}), &source).is_ok(), found.bad_lines.count == 0);
    }
}
