//! Counts and sizes.

use crate::check::validation;
use serde_json::json;

#[test]
fn of_a_document() {
    let result = validation("{\n \"a\": [1, 2.5, true, false, null, \"four\", {}],\n \"longest key\": []\n}");
    assert_eq!(
        serde_json::to_value(result.statistics).unwrap(),
        json!({
            "bytes": 69, "lines": 4, "depth": 3, "maxDepth": 1000, "objects": 2, "arrays": 2, "keys": 2, "strings": 1,
            "numbers": 2, "booleans": 2, "nulls": 1, "duplicateKeys": 0, "longestString": 11,
            "numbersBeyondRange": 0, "numbersBeyondPrecision": 0,
        }),
    );
}

#[test]
fn lines() {
    for length in 0..300 {
        let source = "\n".repeat(length) + "\u{8a}" + &"\n\u{b}".repeat(length);
        assert_eq!(validation(&source).statistics.lines, 2 * length + 1);
    }
    for (source, lines) in [("", 0), ("1", 1), ("1\n", 1), ("[\n]", 2), ("[\r\n]\r\n", 2), ("\n\n\n\n\n\n\n\n\n1", 10)]
    {
        assert_eq!(validation(source).statistics.lines, lines, "{source:?}");
    }
}

#[track_caller]
fn judges(number: &str, range: usize, precision: usize) {
    let statistics = validation(number).statistics;
    assert_eq!((statistics.numbers_beyond_range, statistics.numbers_beyond_precision), (range, precision), "{number}");
}

#[test]
fn numbers_beyond_a_double() {
    for fine in
        ["0", "-0", "1.10", "9007199254740992", "9007199254740994", "-65.61361699999998", "1e22", "1e308", "0e999"]
    {
        judges(fine, 0, 0);
    }
    judges("1e400", 1, 0);
    judges("-1e-400", 1, 0);
    judges(&format!("1{}", "0".repeat(400)), 1, 0);
    judges("9007199254740993", 0, 1);
    judges("-9007199254740993", 0, 1);
    judges("123456789012345678901234567890", 0, 1);
    judges("0.1234567890123456789", 0, 1);
    judges("1000000000000000000000", 0, 0);
}
