//! What a document is made of.

use parsify_error::Detail;
use parsify_json::tree::{Kind, parse};
use parsify_json::{AnalyzeOptions, Likely, MinifyOptions, analyze, minify};
use proptest::prelude::*;

use crate::generate::json;

fn analyzed(source: &str) -> parsify_json::Analysis {
    analyze(source, &AnalyzeOptions::default()).unwrap()
}

#[test]
fn everything_is_counted() {
    let source = r#"{ "a": [1, 2.5, 1e2, "x\n", true, null], "b": {}, "c": [], "b": false }"#;
    let found = analyzed(source);
    assert_eq!(
        (found.bytes, found.minified_bytes),
        (source.len(), minify(source, &MinifyOptions::default()).unwrap().len())
    );
    assert_eq!((found.kind, found.depth, found.distinct_keys), (Kind::Object, 2, 3));
    let counts = found.counts;
    assert_eq!((counts.values, counts.objects, counts.arrays, counts.empty), (11, 2, 2, 2));
    assert_eq!((counts.keys, counts.strings, counts.numbers, counts.integers), (4, 1, 3, 2));
    assert_eq!((counts.booleans, counts.nulls, counts.string_bytes), (2, 1, 3));
    assert_eq!((found.keys[0].key.as_str(), found.keys[0].count), ("b", 2));
    assert_eq!((found.duplicate_keys[0].path.as_str(), found.duplicate_keys[0].key.as_str()), ("", "b"));
    assert_eq!(found.mixed_arrays[0].kinds, [Kind::Number, Kind::String, Kind::Boolean]);
}

#[test]
fn the_largest_and_the_deepest_come_first() {
    let found = analyzed(r#"{"a/b": {"c": [[1]]}, "d": "123456789012345678901234567890"}"#);
    let largest: Vec<_> = found.largest.iter().map(|part| (part.path.as_str(), part.bytes)).collect();
    assert_eq!(largest, [("/d", 32), ("/a~1b", 11), ("/a~1b/c", 5), ("/a~1b/c/0", 3), ("/a~1b/c/0/0", 1)]);
    assert_eq!((found.deepest[0].path.as_str(), found.deepest[0].depth), ("/a~1b/c/0/0", 4));
}

#[test]
fn lists_are_bounded_and_the_rest_is_counted() {
    let elements: Vec<_> =
        (0..50).map(|index| format!(r#"{{"k{index}": [1, "2"], "n": 1e400, "n": 1e400}}"#)).collect();
    let source = format!("[{}]", elements.join(","));
    let options = |most| {
        let mut options = AnalyzeOptions::default();
        options.max_listed = most;
        options
    };
    let found = analyze(&source, &options(3)).unwrap();
    assert_eq!((found.keys.len(), found.omitted.keys, found.distinct_keys), (3, 48, 51));
    assert_eq!((found.mixed_arrays.len(), found.omitted.mixed_arrays), (3, 47));
    assert_eq!((found.beyond_doubles.len(), found.omitted.beyond_doubles), (3, 97));
    assert_eq!((found.duplicate_keys.len(), found.omitted.duplicate_keys), (3, 47));
    assert_eq!((found.largest.len(), found.deepest.len()), (3, 3));
    assert_eq!(found.largest[0].path, "/10");
    let nothing = analyze(&source, &options(0)).unwrap();
    assert!(nothing.largest.is_empty() && nothing.keys.is_empty());
    assert_eq!(analyze(&source, &options(usize::MAX)).unwrap().largest.len(), 300);
}

#[test]
fn numbers_that_doubles_change() {
    let found = analyzed("[0.1, 9007199254740993, 1e400, 9007199254740992]");
    let numbers: Vec<_> = found.beyond_doubles.iter().map(|it| (it.path.as_str(), it.number.as_str())).collect();
    assert_eq!(numbers, [("/1", "9007199254740993"), ("/2", "1e400")]);
    let long = "1".repeat(10_000);
    assert_eq!(analyzed(&long).beyond_doubles[0].number.len(), 60);
}

#[test]
fn forms_of_strings() {
    let cases = [
        ("2026-02-28T23:59:60Z", Some(Likely::DateTime)),
        ("2026-02-28T10:00:00.123+02:00", Some(Likely::DateTime)),
        ("2026-02-28 10:00:00", None),
        ("2024-02-29", Some(Likely::Date)),
        ("2023-02-29", None),
        ("2026-13-01", None),
        ("10:30:00", Some(Likely::Time)),
        ("25:30:00", None),
        ("123e4567-e89b-12d3-a456-426614174000", Some(Likely::Uuid)),
        ("01ARZ3NDEKTSV4RRFFQ69G5FAV", Some(Likely::Ulid)),
        ("507f1f77bcf86cd799439011", Some(Likely::ObjectId)),
        ("https://example.org/a?b#c", Some(Likely::Url)),
        ("://x", None),
        ("https:// x", None),
        ("a.b+c@example.org", Some(Likely::Email)),
        ("@example.org", None),
        ("a@b", None),
        ("192.0.2.1", Some(Likely::Ipv4)),
        ("192.0.2.256", None),
        ("2001:db8::1", Some(Likely::Ipv6)),
        ("hello", None),
        ("é", None),
        ("éé@éé.éé", None),
        ("2026-02-2é", None),
    ];
    for (text, likely) in cases {
        let found = analyzed(&serde_json::to_string(&[text]).unwrap());
        assert_eq!(found.likely.first().map(|place| place.what), likely, "{text}");
    }
}

#[test]
fn places_are_those_of_all_elements_together() {
    let found =
        analyzed(r#"[{"userId": 1, "mail": "a@b.cc"}, {"userId": 2, "mail": "c@d.ee"}, {"userId": null, "valid": 1}]"#);
    let places: Vec<_> = found.likely.iter().map(|it| (it.what, it.path.as_str(), it.count)).collect();
    assert_eq!(places, [(Likely::Email, "/*/mail", 2), (Likely::Id, "/*/userId", 2)]);
}

#[test]
fn bad_documents_are_refused_with_the_place() {
    let failure = analyze("[1,]", &AnalyzeOptions::default()).unwrap_err();
    assert_eq!(failure.code(), "json.trailing-comma");
    assert_eq!(failure.details()["column"], Detail::Unsigned(3));
    let deep = "[".repeat(1000) + &"]".repeat(1000);
    assert_eq!(analyze(&deep, &AnalyzeOptions::default()).unwrap_err().code(), "json.depth");
}

proptest! {
    #[test]
    fn sizes_are_those_of_minify(source in json()) {
        let found = analyzed(&source);
        prop_assert_eq!(found.minified_bytes, minify(&source, &MinifyOptions::default()).unwrap().len());
        let tree = parse(&source).unwrap();
        for part in found.largest {
            let value = tree.at(&part.path.parse().unwrap());
            // Of equal keys a pointer finds the last one only.
            if found.duplicate_keys.is_empty() && !part.path.contains('\u{fffd}') {
                prop_assert_eq!(value.unwrap().to_json().len(), part.bytes);
            }
        }
    }
}
