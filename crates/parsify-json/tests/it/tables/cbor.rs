use parsify_json::{ExtendedJson, Format, NoteCode, code, convert};
use proptest::prelude::*;

use super::{clean, hex, noted, options, refused};

const TO: (Format, Format) = (Format::Json, Format::Cbor);
const FROM: (Format, Format) = (Format::Cbor, Format::Json);

/// The examples of RFC 8949, appendix A, that JSON can say, in their shortest form.
const EXAMPLES: [(&str, &str); 54] = [
    ("00", "0"),
    ("01", "1"),
    ("0a", "10"),
    ("17", "23"),
    ("1818", "24"),
    ("1819", "25"),
    ("1864", "100"),
    ("1903e8", "1000"),
    ("1a000f4240", "1000000"),
    ("1b000000e8d4a51000", "1000000000000"),
    ("1bffffffffffffffff", "18446744073709551615"),
    ("c249010000000000000000", "18446744073709551616"),
    ("3bffffffffffffffff", "-18446744073709551616"),
    ("c349010000000000000000", "-18446744073709551617"),
    ("20", "-1"),
    ("29", "-10"),
    ("3863", "-100"),
    ("3903e7", "-1000"),
    ("f90000", "0.0"),
    ("f98000", "-0.0"),
    ("f93c00", "1.0"),
    ("fb3ff199999999999a", "1.1"),
    ("f93e00", "1.5"),
    ("f97bff", "65504.0"),
    ("fa47c35000", "100000.0"),
    ("fa7f7fffff", "3.4028234663852886e+38"),
    ("fb7e37e43c8800759c", "1e+300"),
    ("f90001", "5.960464477539063e-8"),
    ("f90400", "0.00006103515625"),
    ("f9c400", "-4.0"),
    ("fbc010666666666666", "-4.1"),
    ("f4", "false"),
    ("f5", "true"),
    ("f6", "null"),
    ("60", "\"\""),
    ("6161", "\"a\""),
    ("6449455446", "\"IETF\""),
    ("62225c", "\"\\\"\\\\\""),
    ("62c3bc", "\"ü\""),
    ("63e6b0b4", "\"水\""),
    ("64f0908591", "\"𐅑\""),
    ("80", "[]"),
    ("83010203", "[1,2,3]"),
    ("8301820203820405", "[1,[2,3],[4,5]]"),
    (
        "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
        "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25]",
    ),
    ("a0", "{}"),
    ("a26161016162820203", r#"{"a":1,"b":[2,3]}"#),
    ("826161a161626163", r#"["a",{"b":"c"}]"#),
    ("a56161614161626142616361436164614461656145", r#"{"a":"A","b":"B","c":"C","d":"D","e":"E"}"#),
    ("f90002", "1.1920928955078125e-7"),
    ("f903ff", "0.00006097555160522461"),
    ("fa477fe100", "65505.0"),
    (
        "c25820ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "115792089237316195423570985008687907853269984665640564039457584007913129639935",
    ),
    ("19ffff", "65535"),
];

#[test]
fn examples_of_the_standard_go_both_ways() {
    for (bytes, json) in EXAMPLES {
        assert_eq!(clean(bytes, &hex(FROM.0, FROM.1)), *json, "{bytes}");
        assert_eq!(clean(json, &hex(TO.0, TO.1)), *bytes, "{json}");
    }
}

#[test]
fn other_forms_of_the_same_are_read() {
    for (bytes, json) in [
        ("5f42010243030405ff", "\"AQIDBAU=\""),
        ("7f657374726561646d696e67ff", "\"streaming\""),
        ("9fff", "[]"),
        ("9f018202039f0405ffff", "[1,[2,3],[4,5]]"),
        ("9f01820203820405ff", "[1,[2,3],[4,5]]"),
        ("83018202039f0405ff", "[1,[2,3],[4,5]]"),
        ("bf61610161629f0203ffff", r#"{"a":1,"b":[2,3]}"#),
        ("826161bf61626163ff", r#"["a",{"b":"c"}]"#),
        ("bf6346756ef563416d7421ff", r#"{"Fun":true,"Amt":-2}"#),
        ("fa3f800000", "1.0"),
        ("fb3ff0000000000000", "1.0"),
        ("1b0000000000000001", "1"),
        ("c24101", "1"),
        ("c240", "0"),
        ("c340", "-1"),
        ("c25f41014100ff", "256"),
        ("c48221196ab3", "27315e-2"),
        ("d9d9f7820102", "[1,2]"),
    ] {
        let (found, notes) = noted(bytes, &hex(FROM.0, FROM.1));
        assert_eq!((found.as_str(), notes.len()), (json, usize::from(bytes.starts_with("5f"))), "{bytes}");
    }
}

#[test]
fn other_types_become_plain_values_with_notes() {
    for (bytes, json, note) in [
        ("4401020304", "\"AQIDBA==\"", NoteCode::Binary),
        ("d54401020304", "\"AQIDBA\"", NoteCode::Binary),
        ("d642fffe", "\"//4=\"", NoteCode::Binary),
        ("d74401020304", "\"01020304\"", NoteCode::Binary),
        ("c074323031332d30332d32315432303a30343a30305a", "\"2013-03-21T20:04:00Z\"", NoteCode::Date),
        ("c11a514b67b0", "\"2013-03-21T20:04:00Z\"", NoteCode::Date),
        ("c1fb41d452d9ec200000", "\"2013-03-21T20:04:00.500Z\"", NoteCode::Date),
        ("d818456449455446", "\"ZElFVEY=\"", NoteCode::Binary),
        ("d82076687474703a2f2f7777772e6578616d706c652e636f6d", "\"http://www.example.com\"", NoteCode::Type),
        ("f7", "null", NoteCode::Type),
        ("f0", "16", NoteCode::Type),
        ("f8ff", "255", NoteCode::Type),
        ("f97e00", "null", NoteCode::NonFinite),
        ("faff800000", "null", NoteCode::NonFinite),
        ("a201020304", r#"{"1":2,"3":4}"#, NoteCode::KeyType),
        ("a1f500", r#"{"true":0}"#, NoteCode::KeyType),
        ("a1820102f6", r#"{"[1,2]":null}"#, NoteCode::KeyType),
        ("c5822003", "[-1,3]", NoteCode::Type),
    ] {
        let (found, notes) = noted(bytes, &hex(FROM.0, FROM.1));
        assert_eq!((found.as_str(), notes.first()), (json, Some(&note)), "{bytes}");
    }
}

#[test]
fn other_types_come_back_from_wrappers() {
    for (bytes, json) in [
        ("4401020304", r#"{"$binary":{"base64":"AQIDBA==","subType":"00"}}"#),
        ("c11a514b67b0", r#"{"$date":"2013-03-21T20:04:00Z"}"#),
        ("c1fb41d452d9ec200000", r#"{"$date":"2013-03-21T20:04:00.500Z"}"#),
        ("c10a", r#"{"$date":"1970-01-01T00:00:10Z"}"#),
        ("c129", r#"{"$date":{"$numberLong":"-10000"}}"#),
        ("c074323031332d30332d32315432303a30343a30305a", r#"{"$tag":{"number":0,"value":"2013-03-21T20:04:00Z"}}"#),
        ("d9d9f78101", r#"{"$tag":{"number":55799,"value":[1]}}"#),
        ("f7", r#"{"$undefined":true}"#),
        ("f0", r#"{"$simple":16}"#),
        ("f97e00", r#"{"$numberDouble":"NaN"}"#),
        ("f9fc00", r#"{"$numberDouble":"-Infinity"}"#),
        ("a20102616103", r#"{"$map":[[1,2],["a",3]]}"#),
        ("a1a0a1f600", r#"{"$map":[[{},{"$map":[[null,0]]}]]}"#),
    ] {
        let (mut from, mut to) = (hex(FROM.0, FROM.1), hex(TO.0, TO.1));
        (from.extended_json, to.extended_json) = (ExtendedJson::Relaxed, ExtendedJson::Relaxed);
        assert_eq!(clean(bytes, &from), json);
        assert_eq!(clean(json, &to), bytes);
    }
}

#[test]
fn what_is_no_cbor_is_told() {
    for (bytes, code, offset) in [
        ("", code::CONVERT_TRUNCATED, 0_usize),
        ("1c", code::CBOR_SYNTAX, 0),
        ("821e00", code::CBOR_SYNTAX, 1),
        ("ff", code::CBOR_SYNTAX, 0),
        ("82ff00", code::CBOR_SYNTAX, 1),
        ("1f", code::CBOR_SYNTAX, 0),
        ("df00", code::CBOR_SYNTAX, 0),
        ("f818", code::CBOR_SYNTAX, 0),
        ("5f6161ff", code::CBOR_SYNTAX, 1),
        ("7f7fffff", code::CBOR_SYNTAX, 1),
        ("62c328", code::CBOR_SYNTAX, 1),
        ("bf6161ff", code::CBOR_SYNTAX, 3),
        ("9f01", code::CONVERT_TRUNCATED, 2),
        ("0000", code::CONVERT_TRAILING, 1),
    ] {
        let failure = refused(bytes, &hex(FROM.0, FROM.1));
        assert_eq!((failure.code(), &failure.details()["offset"]), (code, &offset.into()), "{bytes} {failure}");
    }
}

#[test]
fn numbers_beyond_are_noted() {
    for (json, bytes) in [("0.12345678901234567890", "fb3fbf9add3746f65f"), ("1e400", "653165343030")] {
        assert_eq!(noted(json, &hex(TO.0, TO.1)), (bytes.to_owned(), vec![NoteCode::Number]));
    }
    assert_eq!(noted(r#"{"a":1,"a":2}"#, &hex(TO.0, TO.1)), ("a1616102".to_owned(), vec![NoteCode::DuplicateKey]));
    let long = "9".repeat(30_000);
    assert_eq!(noted(&long, &hex(TO.0, TO.1)).1, [NoteCode::Number]);
    let integer = "7".repeat(10_000);
    assert_eq!(clean(&clean(&integer, &hex(TO.0, TO.1)), &hex(FROM.0, FROM.1)), integer);
    let bytes = format!("c25a00010000{}", "ff".repeat(65_536));
    assert_eq!(refused(&bytes, &hex(FROM.0, FROM.1)).code(), code::CONVERT_VALUE);
}

#[test]
fn wrappers_that_are_none_are_refused() {
    let mut options = hex(TO.0, TO.1);
    options.extended_json = ExtendedJson::Relaxed;
    for json in [
        r#"{"$binary":"AQ=="}"#,
        r#"{"$binary":{"base64":"AQ==","subType":"100"}}"#,
        r#"{"$tag":{"number":-1,"value":0}}"#,
        r#"{"$tag":{"number":1,"value":0},"x":1}"#,
        r#"{"$simple":20}"#,
        r#"{"$map":[[1]]}"#,
        r#"{"$date":"yesterday"}"#,
    ] {
        assert_eq!(refused(json, &options).code(), code::CONVERT_VALUE, "{json}");
    }
    options.extended_json = ExtendedJson::None;
    clean(r#"{"$binary":"AQ=="}"#, &options);
}

proptest! {
    #[test]
    fn another_reader_reads_it(json in crate::generate::json()) {
        let bytes = convert(json.as_str(), &options(TO.0, TO.1)).unwrap();
        if let Ok(theirs) = ciborium::from_reader::<serde_json::Value, _>(bytes.document.as_bytes()) {
            let ours = convert(bytes.document.as_bytes(), &options(FROM.0, FROM.1)).unwrap();
            let ours: serde_json::Value = serde_json::from_str(ours.document.as_text().unwrap()).unwrap();
            prop_assert_eq!(theirs, ours);
        }
    }

    #[test]
    fn what_another_writes_is_read(json in crate::generate::json()) {
        let value: serde_json::Value = serde_json::from_str(&json).unwrap_or_default();
        let mut bytes = Vec::new();
        ciborium::into_writer(&value, &mut bytes).unwrap();
        let ours = convert(&bytes[..], &options(FROM.0, FROM.1)).unwrap();
        let ours: serde_json::Value = serde_json::from_str(ours.document.as_text().unwrap()).unwrap();
        prop_assert_eq!(value, ours);
    }

    #[test]
    fn integers_of_any_size_come_back(integer in "-?[1-9][0-9]{0,200}") {
        prop_assert_eq!(clean(&clean(&integer, &hex(TO.0, TO.1)), &hex(FROM.0, FROM.1)), integer);
    }

    #[test]
    fn halves_come_back(bits: u16) {
        let bytes = format!("f9{bits:04x}");
        let mut from = hex(FROM.0, FROM.1);
        let mut to = hex(TO.0, TO.1);
        (from.extended_json, to.extended_json) = (ExtendedJson::Relaxed, ExtendedJson::Relaxed);
        let is_nan = bits & 0x7c00 == 0x7c00 && bits & 0x3ff != 0;
        prop_assert_eq!(clean(&clean(&bytes, &from), &to), if is_nan { "f97e00".to_owned() } else { bytes });
    }
}
