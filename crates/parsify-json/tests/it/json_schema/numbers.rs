//! Numbers, keys and strings that the validator does not see as they are written.

use super::{check, warnings};

#[test]
fn integers_of_64_bits_and_short_decimals_are_exact() {
    let schema = r#"{"enum": [9223372036854775807, 18446744073709551615, 0.1]}"#;
    assert!(check("9223372036854775807", schema).valid);
    assert!(!check("9223372036854775806", schema).valid);
    assert!(check("18446744073709551615", schema).valid);
    assert!(check("0.30", r#"{"multipleOf": 0.1}"#).valid);
    assert!(warnings("[9223372036854775807, 18446744073709551615, 0.1, 1e22, 1.50]", "{}").is_empty());
}

#[test]
fn a_number_beyond_counts_as_the_nearest_double_and_is_told() {
    let document = r#"{"a": [1, 123456789012345678901234567890], "b": 1e400, "c": -1e400, "d": 1e-400}"#;
    let told = warnings(document, r#"{"maximum": 100000000000000000000000000000001}"#);
    assert_eq!(
        told,
        [
            "the document has numbers beyond 64-bit integers and doubles count as the nearest double (at `/a/1`, `/b`, \
             `/c`, `/d`)",
            "the schema has numbers beyond 64-bit integers and doubles count as the nearest double (at `/maximum`)",
        ]
    );
    let found =
        check(document, r#"{"properties": {"b": {"type": "number", "minimum": 1e308}, "c": {"maximum": -1e308}}}"#);
    assert!(found.valid, "{found:?}");
    assert!(check("1e400", r#"{"type": "integer"}"#).valid);
    let digits = "7".repeat(10_000);
    assert!(check(&digits, r#"{"type": "integer"}"#).valid);
    assert_eq!(warnings(&digits, "{}").len(), 1);
}

#[test]
fn many_places_are_counted() {
    let document = format!("[{}]", ["1e400"; 9].join(","));
    let told = warnings(&document, "{}");
    assert!(told[0].ends_with("(at `/0`, `/1`, `/2`, `/3`, `/4` and 4 more)"), "{told:?}");
}

#[test]
fn of_equal_keys_the_last_one_counts_and_that_is_told() {
    let told = warnings(r#"{"x": [{"a": 1, "a": 2}]}"#, r#"{"type": "array", "type": "object"}"#);
    assert_eq!(told.len(), 2);
    assert!(told[0].ends_with("(at `/x/0/a`)"), "{told:?}");
    assert!(told[1].starts_with("the schema") && told[1].ends_with("(at `/type`)"), "{told:?}");
    assert!(check(r#"{"a": "x", "a": 1}"#, r#"{"properties": {"a": {"type": "integer"}}}"#).valid);
}

#[test]
fn half_a_surrogate_pair_is_told() {
    let told = warnings(r#"["\ud800", {"\udc00": 1}]"#, "{}");
    assert!(told[0].ends_with("(at `/0`, `/1/\u{fffd}`)"), "{told:?}");
}

#[test]
fn draft_4_wants_integers_written_as_integers() {
    let schema = |draft: &str| format!(r#"{{"$schema": "{draft}", "type": "integer"}}"#);
    assert!(!check("1.0", &schema("http://json-schema.org/draft-04/schema#")).valid);
    assert!(check("1.0", &schema("http://json-schema.org/draft-06/schema#")).valid);
}
