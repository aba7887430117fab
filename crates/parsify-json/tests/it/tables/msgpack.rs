use parsify_json::{ExtendedJson, Format, NonFinite, NoteCode, code, convert};
use proptest::prelude::*;

use super::{clean, hex, noted, options, refused};

const TO: (Format, Format) = (Format::Json, Format::MessagePack);
const FROM: (Format, Format) = (Format::MessagePack, Format::Json);

#[test]
fn values_take_their_shortest_form() {
    for (json, bytes) in [
        ("null", "c0"),
        ("false", "c2"),
        ("true", "c3"),
        ("0", "00"),
        ("127", "7f"),
        ("128", "cc80"),
        ("255", "ccff"),
        ("256", "cd0100"),
        ("65535", "cdffff"),
        ("65536", "ce00010000"),
        ("4294967296", "cf0000000100000000"),
        ("18446744073709551615", "cfffffffffffffffff"),
        ("-1", "ff"),
        ("-32", "e0"),
        ("-33", "d0df"),
        ("-128", "d080"),
        ("-129", "d1ff7f"),
        ("-32769", "d2ffff7fff"),
        ("-2147483649", "d3ffffffff7fffffff"),
        ("-9223372036854775808", "d38000000000000000"),
        ("1.5", "ca3fc00000"),
        ("0.1", "cb3fb999999999999a"),
        ("-0.0", "ca80000000"),
        ("\"\"", "a0"),
        ("\"é\"", "a2c3a9"),
        ("[]", "90"),
        ("{}", "80"),
        ("[1,[2]]", "92019102"),
        (r#"{"a":1}"#, "81a16101"),
    ] {
        assert_eq!(clean(json, &hex(TO.0, TO.1)), bytes, "{json}");
        assert_eq!(clean(bytes, &hex(FROM.0, FROM.1)), json, "{bytes}");
    }
    for (json, start) in [
        (format!("\"{}\"", "x".repeat(31)), "bf78"),
        (format!("\"{}\"", "x".repeat(32)), "d92078"),
        (format!("\"{}\"", "x".repeat(256)), "da010078"),
        (format!("\"{}\"", "x".repeat(65_536)), "db0001000078"),
        (format!("[{}]", vec!["1"; 15].join(",")), "9f01"),
        (format!("[{}]", vec!["1"; 16].join(",")), "dc001001"),
        (format!("[{}]", vec!["1"; 65_536].join(",")), "dd0001000001"),
    ] {
        let bytes = clean(&json, &hex(TO.0, TO.1));
        assert!(bytes.starts_with(start), "{}", &bytes[..20]);
        assert_eq!(clean(&bytes, &hex(FROM.0, FROM.1)), json);
    }
}

#[test]
fn longer_forms_are_read_too() {
    for (bytes, json) in [
        ("d3ffffffffffffffff", "-1"),
        ("cf0000000000000001", "1"),
        ("db0000000161", "\"a\""),
        ("dd0000000101", "[1]"),
        ("df00000001a16101", r#"{"a":1}"#),
        ("de0001d9016101", r#"{"a":1}"#),
        ("ca3dcccccd", "0.10000000149011612"),
    ] {
        assert_eq!(clean(bytes, &hex(FROM.0, FROM.1)), json, "{bytes}");
    }
}

#[test]
fn other_types_become_plain_values_with_notes() {
    for (bytes, json, note) in [
        ("c4020102", "\"AQI=\"", NoteCode::Binary),
        ("d501abcd", "\"q80=\"", NoteCode::Type),
        ("d6ff514b67b0", "\"2013-03-21T20:04:00Z\"", NoteCode::Date),
        ("c70cff3b9ac9fffffffffffffffff0", "\"1969-12-31T23:59:44.999999999Z\"", NoteCode::Date),
        ("ca7fc00000", "null", NoteCode::NonFinite),
        ("8101a161", r#"{"1":"a"}"#, NoteCode::KeyType),
    ] {
        assert_eq!(noted(bytes, &hex(FROM.0, FROM.1)), (json.to_owned(), vec![note]), "{bytes}");
    }
    let mut options = hex(FROM.0, FROM.1);
    options.non_finite = NonFinite::Text;
    assert_eq!(noted("cbfff0000000000000", &options).0, "\"-Infinity\"");
}

#[test]
fn other_types_come_back_from_wrappers() {
    for (bytes, json) in [
        ("c4020102", r#"{"$binary":{"base64":"AQI=","subType":"00"}}"#),
        ("d501abcd", r#"{"$extension":{"type":1,"base64":"q80="}}"#),
        ("c703feabcdef", r#"{"$extension":{"type":-2,"base64":"q83v"}}"#),
        ("d6ff514b67b0", r#"{"$date":"2013-03-21T20:04:00Z"}"#),
        ("d7ff7735940000000001", r#"{"$date":"1970-01-01T00:00:01.500Z"}"#),
        ("c70cff3b9ac9fffffffffffffffff0", r#"{"$extension":{"type":-1,"base64":"O5rJ///////////w"}}"#),
        ("ca7f800000", r#"{"$numberDouble":"Infinity"}"#),
        ("8201a161a16202", r#"{"$map":[[1,"a"],["b",2]]}"#),
    ] {
        let (mut from, mut to) = (hex(FROM.0, FROM.1), hex(TO.0, TO.1));
        from.extended_json = ExtendedJson::Relaxed;
        to.extended_json = ExtendedJson::Relaxed;
        assert_eq!(clean(bytes, &from), json);
        assert_eq!(clean(json, &to), bytes);
    }
}

#[test]
fn numbers_beyond_are_noted() {
    for (json, bytes) in [
        ("18446744073709551616", "b43138343436373434303733373039353531363136"),
        ("0.12345678901234567890", "cb3fbf9add3746f65f"),
        ("1e400", "a53165343030"),
    ] {
        assert_eq!(noted(json, &hex(TO.0, TO.1)), (bytes.to_owned(), vec![NoteCode::Number]), "{json}");
    }
}

#[test]
fn what_is_no_messagepack_is_told() {
    for (bytes, code) in [("c1", code::MSGPACK_SYNTAX), ("a1ff", code::MSGPACK_SYNTAX), ("", code::CONVERT_TRUNCATED)] {
        let failure = refused(bytes, &hex(FROM.0, FROM.1));
        assert_eq!(failure.code(), code);
        assert!(failure.details().contains_key("offset"));
    }
}

proptest! {
    #[test]
    fn another_reader_reads_it(json in crate::generate::json()) {
        let bytes = convert(json.as_str(), &options(TO.0, TO.1)).unwrap();
        let theirs: serde_json::Value = rmp_serde::from_slice(bytes.document.as_bytes()).unwrap();
        let ours = convert(bytes.document.as_bytes(), &options(FROM.0, FROM.1)).unwrap();
        let ours: serde_json::Value = serde_json::from_str(ours.document.as_text().unwrap()).unwrap();
        prop_assert_eq!(theirs, ours);
    }

    #[test]
    fn what_another_writes_is_read(json in crate::generate::json()) {
        let value: serde_json::Value = serde_json::from_str(&json).unwrap_or_default();
        let bytes = rmp_serde::to_vec(&value).unwrap();
        let ours = convert(&bytes[..], &options(FROM.0, FROM.1)).unwrap();
        let ours: serde_json::Value = serde_json::from_str(ours.document.as_text().unwrap()).unwrap();
        prop_assert_eq!(value, ours);
    }
}
