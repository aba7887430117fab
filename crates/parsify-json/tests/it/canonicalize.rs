//! The canonical form of RFC 8785.

use parsify_interface::{Processor as _, Request, Silent};
use parsify_json::tree::{Number, Value, parse};
use parsify_json::{CanonicalizeOptions, Code, JsonProcessor, LossyNumbers, canonicalize};
use proptest::prelude::*;

use crate::generate::json;

fn canonical(source: &str) -> String {
    canonicalize(source, &CanonicalizeOptions::default()).unwrap_or_else(|problem| panic!("{source}: {problem}")).json
}

fn refused(source: &str) -> (Code, usize) {
    let problem = canonicalize(source, &CanonicalizeOptions::default()).expect_err(source);
    (problem.code, problem.offset)
}

fn warned() -> CanonicalizeOptions {
    let mut options = CanonicalizeOptions::default();
    options.lossy_numbers = LossyNumbers::Warn;
    options
}

#[test]
fn the_example_of_the_rfc() {
    let source = r#"{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }"#;
    let expected = concat!(
        r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#,
        r#""string":"€$\u000f\nA'B\"\\\\\"/"}"#,
    );
    assert_eq!(canonical(source), expected);
}

#[test]
fn numbers_of_appendix_b() {
    let cases: [(u64, &str); 24] = [
        (0x0000_0000_0000_0000, "0"),
        (0x8000_0000_0000_0000, "0"),
        (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"),
        (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"),
        (0xc340_0000_0000_0000, "-9007199254740992"),
        (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
        (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
        (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
        (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
        (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"),
        (0x41b3_de43_5555_5554, "333333333.33333325"),
        (0x41b3_de43_5555_5555, "333333333.3333333"),
        (0x41b3_de43_5555_5556, "333333333.3333334"),
        (0x41b3_de43_5555_5557, "333333333.33333343"),
        (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
        (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ];
    for (bits, text) in cases {
        assert_eq!(Number::from_f64(f64::from_bits(bits)).unwrap().as_str(), text, "{bits:x}");
        assert_eq!(canonical(text), text);
    }
    for none in [0x7fff_ffff_ffff_ffff, 0x7ff0_0000_0000_0000] {
        assert!(Number::from_f64(f64::from_bits(none)).is_none());
    }
}

#[test]
fn of_two_nearest_numbers_the_even_one_is_written() {
    for (value, text) in [
        ("2.98023223876953125e-8", "2.9802322387695312e-8"),
        ("1125899906842624.25", "1125899906842624.2"),
        ("1097718834198879.25", "1097718834198879.2"),
        ("644.72125244140625", "644.7212524414062"),
    ] {
        let value: f64 = value.parse().unwrap();
        assert_eq!(Number::from_f64(value).unwrap().as_str(), text);
        assert_eq!(canonical(text), text);
        assert!(Number::new(text).unwrap().is_exact_f64());
    }
    // That one and the other one are the same double.
    assert_eq!(canonical("2.9802322387695313e-8"), "2.9802322387695312e-8");
    assert!(!Number::new("2.9802322387695313e-8").unwrap().is_exact_f64());
}

#[test]
fn keys_stand_by_their_units_of_utf_16() {
    let source = "{\"\u{20ac}\":1,\"\\r\":2,\"\u{fb33}\":3,\"1\":4,\"\u{1f600}\":5,\"\u{80}\":6,\"\u{f6}\":7,\"\":8,\"1a\":9,\
                  \"\u{d7ff}\":10}";
    let expected = "{\"\":8,\"\\r\":2,\"1\":4,\"1a\":9,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{d7ff}\":10,\
                    \"\u{1f600}\":5,\"\u{fb33}\":3}";
    assert_eq!(canonical(source), expected);
}

#[test]
fn strings_have_the_escapes_they_need() {
    let source =
        r#""\u0000\u0008\u0009\u000A\u000b\u000C\u000d\u001F\u0020\u0022\u005C\/\u007f\u2028\ud83d\ude00\uFEFF""#;
    let expected = "\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f \\\"\\\\/\u{7f}\u{2028}\u{1f600}\u{feff}\"";
    assert_eq!(canonical(source), expected);
}

#[test]
fn what_has_no_canonical_form_is_refused_where_it_stands_first() {
    assert_eq!(refused(r#"{"b": {"a": 1, "\u0061": 2}, "a": 1e400}"#), (Code::DuplicateKey, 15));
    assert_eq!(refused(r#"{"b": "x\ud800", "a": "\udc00"}"#), (Code::LoneSurrogate, 8));
    assert_eq!(refused(r#"{"\ud83d": 1}"#), (Code::LoneSurrogate, 2));
    assert_eq!(refused("[1, -1e400]"), (Code::NumberRange, 4));
    assert_eq!(refused("[9007199254740993]"), (Code::NumberPrecision, 1));
    assert_eq!(refused("[0.1234567890123456789]"), (Code::NumberPrecision, 1));
    assert_eq!(refused("[1e-400]"), (Code::NumberPrecision, 1));
    assert_eq!(refused("[1,]").0, Code::TrailingComma);
    assert_eq!(refused("\u{feff}1").0, Code::ByteOrderMark);
    assert_eq!(refused(&"[".repeat(2000)).0, Code::Depth);
}

#[test]
fn lost_digits_may_be_warned_of() {
    let source = "{\"b\": 9007199254740993,\n\"a\": [1e-400, 12345678901234567890.5]}";
    let found = canonicalize(source, &warned()).unwrap();
    assert_eq!(found.json, r#"{"a":[0,12345678901234567000],"b":9007199254740992}"#);
    assert_eq!(found.lossy_count, 3);
    let places: Vec<_> = found.lossy_numbers.iter().map(|it| (it.line, it.column, it.written.as_str())).collect();
    assert_eq!(places, [(1, 7, "9007199254740992"), (2, 7, "0"), (2, 15, "12345678901234567000")]);
    assert_eq!(canonicalize("[1e400]", &warned()).unwrap_err().code, Code::NumberRange);
    let many = format!("[{}]", vec!["9007199254740993"; 1000].join(","));
    let found = canonicalize(&many, &warned()).unwrap();
    assert_eq!((found.lossy_count, found.lossy_numbers.len()), (1000, 20));
}

#[test]
fn numbers_of_any_length_have_a_form() {
    let long = format!("1.{}e-5", "0".repeat(100_000));
    assert_eq!(canonical(&long), "0.00001");
    let digits = format!("0.{}", "1".repeat(10_000));
    assert_eq!(canonicalize(&digits, &warned()).unwrap().json, "0.1111111111111111");
    assert_eq!(refused(&"9".repeat(10_000)).0, Code::NumberRange);
}

#[test]
fn the_operation_has_its_names() {
    for name in ["canonicalize", "canonical", "canonicalizeJson"] {
        let request = Request::new(name).with_text("json", "{\"b\": 1.0, \"a\": []}\n");
        let response = JsonProcessor.execute(request, &Silent).unwrap();
        assert_eq!(response.text(), Some(r#"{"a":[],"b":1}"#));
        assert_eq!(response.data, serde_json::json!({ "bytesIn": 20, "bytesOut": 14 }));
    }
    let request = Request::new("canonicalize").with_text("json", "[1e400]");
    assert_eq!(JsonProcessor.execute(request, &Silent).unwrap_err().code(), "json.number-range");
}

/// The keys of one object as they stand.
fn utf16(key: &str) -> Vec<u16> {
    key.encode_utf16().collect()
}

proptest! {
    #[test]
    fn doubles_are_written_as_ecmascript_does(bits in any::<u64>(), places in 0_u32..52) {
        for value in [f64::from_bits(bits), f64::from_bits(bits >> places << places), (bits >> places) as f64 / 1024.0] {
            prop_assume!(value.is_finite());
            let number = Number::from_f64(value).unwrap();
            let mut other = ryu_js::Buffer::new();
            prop_assert_eq!(number.as_str(), other.format_finite(value));
            prop_assert_eq!(number.to_f64(), if value == 0.0 { 0.0 } else { value });
            prop_assert_eq!(canonical(number.as_str()), number.as_str());
        }
    }

    #[test]
    fn what_is_canonical_stays(source in json()) {
        if let Ok(once) = canonicalize(&source, &warned()) {
            prop_assert_eq!(canonicalize(&once.json, &warned()).unwrap().json, once.json);
        }
    }

    #[test]
    fn keys_are_in_order(keys in prop::collection::btree_set("[a\u{d7ff}\u{e000}\u{fffd}\u{10000}\u{1f600}\u{10ffff}\\x00]{0,4}", 0..9)) {
        let members = keys.iter().map(|key| format!("{}:0", Value::String(key.as_str().into()).to_json()));
        let source = format!("{{{}}}", members.collect::<Vec<_>>().join(","));
        let found = canonical(&source);
        let found = parse(&found).unwrap();
        let found: Vec<_> = found.as_object().unwrap().keys().map(|key| utf16(&key.to_str().unwrap())).collect();
        let mut expected: Vec<_> = keys.iter().map(|key| utf16(key)).collect();
        expected.sort();
        prop_assert_eq!(found, expected);
    }
}
