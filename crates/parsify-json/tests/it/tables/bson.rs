use parsify_json::{ExtendedJson, Format, NoteCode, code};

use super::{clean, hex, noted, refused};

const TO: (Format, Format) = (Format::Json, Format::Bson);
const FROM: (Format, Format) = (Format::Bson, Format::Json);

fn document(element: &str) -> String {
    let length = element.len() / 2 + 5;
    format!("{length:02x}000000{element}00")
}

/// An element of a document, the document in canonical form, and in relaxed form where that is another one.
const ELEMENTS: [(&str, &str, &str); 33] = [
    // The two examples of the specification.
    ("0268656c6c6f0006000000776f726c6400", r#"{"hello":"world"}"#, ""),
    (
        "0442534f4e002600000002300008000000617765736f6d65000131003333333333331440103200c207000000",
        r#"{"BSON":["awesome",{"$numberDouble":"5.05"},{"$numberInt":"1986"}]}"#,
        r#"{"BSON":["awesome",5.05,1986]}"#,
    ),
    ("016400000000000000f03f", r#"{"d":{"$numberDouble":"1.0"}}"#, r#"{"d":1.0}"#),
    ("01640000000000000000 80", r#"{"d":{"$numberDouble":"-0.0"}}"#, r#"{"d":-0.0}"#),
    ("016400000000000000f87f", r#"{"d":{"$numberDouble":"NaN"}}"#, ""),
    ("016400000000000000f0ff", r#"{"d":{"$numberDouble":"-Infinity"}}"#, ""),
    ("0361000500000000", r#"{"a":{}}"#, ""),
    ("0461000500000000", r#"{"a":[]}"#, ""),
    ("05780000000000 00", r#"{"x":{"$binary":{"base64":"","subType":"00"}}}"#, ""),
    ("057800020000000 0ffff", r#"{"x":{"$binary":{"base64":"//8=","subType":"00"}}}"#, ""),
    ("057800060000000202000000ffff", r#"{"x":{"$binary":{"base64":"//8=","subType":"02"}}}"#, ""),
    ("05780002000000 80ffff", r#"{"x":{"$binary":{"base64":"//8=","subType":"80"}}}"#, ""),
    ("066100", r#"{"a":{"$undefined":true}}"#, ""),
    ("07610056e1fc72e0c917e9c4714161", r#"{"a":{"$oid":"56e1fc72e0c917e9c4714161"}}"#, ""),
    ("08620001", r#"{"b":true}"#, ""),
    ("09610000000000 00000000", r#"{"a":{"$date":{"$numberLong":"0"}}}"#, r#"{"a":{"$date":"1970-01-01T00:00:00Z"}}"#),
    (
        "096100c5d8d6cc3b010000",
        r#"{"a":{"$date":{"$numberLong":"1356351330501"}}}"#,
        r#"{"a":{"$date":"2012-12-24T12:15:30.501Z"}}"#,
    ),
    ("096100c33ce7b9bdffffff", r#"{"a":{"$date":{"$numberLong":"-284643869501"}}}"#, ""),
    ("0961000 0dc1fd277e60000", r#"{"a":{"$date":{"$numberLong":"253402300800000"}}}"#, ""),
    ("0a6100", r#"{"a":null}"#, ""),
    ("0b610061626300696d00", r#"{"a":{"$regularExpression":{"pattern":"abc","options":"im"}}}"#, ""),
    (
        "0c610002000000620056e1fc72e0c917e9c4714161",
        r#"{"a":{"$dbPointer":{"$ref":"b","$id":{"$oid":"56e1fc72e0c917e9c4714161"}}}}"#,
        "",
    ),
    ("0d61000 4000000616263 00", r#"{"a":{"$code":"abc"}}"#, ""),
    ("0e6100070000006162616261620 0", r#"{"a":{"$symbol":"ababab"}}"#, ""),
    (
        "0f61001800000004000000616263000c000000107800010000 0000",
        r#"{"a":{"$code":"abc","$scope":{"x":{"$numberInt":"1"}}}}"#,
        r#"{"a":{"$code":"abc","$scope":{"x":1}}}"#,
    ),
    ("106900000000 80", r#"{"i":{"$numberInt":"-2147483648"}}"#, r#"{"i":-2147483648}"#),
    ("116100 2a00000015cd5b07", r#"{"a":{"$timestamp":{"t":123456789,"i":42}}}"#, ""),
    ("126100ffffffffffffff7f", r#"{"a":{"$numberLong":"9223372036854775807"}}"#, r#"{"a":9223372036854775807}"#),
    ("136400000000000000000000000000000040b0", r#"{"d":{"$numberDecimal":"-0"}}"#, ""),
    ("136400 0100000000000000000000000000 3e30", r#"{"d":{"$numberDecimal":"0.1"}}"#, ""),
    ("13640000000000000000000000000000000078", r#"{"d":{"$numberDecimal":"Infinity"}}"#, ""),
    ("7f6100", r#"{"a":{"$maxKey":1}}"#, ""),
    ("ff6100", r#"{"a":{"$minKey":1}}"#, ""),
];

#[test]
fn documents_go_both_ways_as_extended_json() {
    for (element, canonical, relaxed) in ELEMENTS {
        let bytes = document(&element.replace(' ', ""));
        let relaxed = if relaxed.is_empty() { canonical } else { relaxed };
        let (mut from, to) = (hex(FROM.0, FROM.1), hex(TO.0, TO.1));
        assert_eq!(clean(&bytes, &from), relaxed);
        from.extended_json = ExtendedJson::Canonical;
        assert_eq!(clean(&bytes, &from), canonical);
        assert_eq!(clean(canonical, &to), bytes, "{canonical}");
        assert_eq!(clean(relaxed, &to), bytes, "{relaxed}");
    }
}

#[test]
fn without_extended_json_types_are_noted() {
    let mut options = hex(FROM.0, FROM.1);
    options.extended_json = ExtendedJson::None;
    for (element, json, note) in [
        ("07610056e1fc72e0c917e9c4714161", r#"{"a":"56e1fc72e0c917e9c4714161"}"#, NoteCode::Type),
        ("096100c5d8d6cc3b010000", r#"{"a":"2012-12-24T12:15:30.501Z"}"#, NoteCode::Date),
        ("096100ffffffffffffff7f", r#"{"a":9223372036854775807}"#, NoteCode::Date),
        ("05780002000000 80ffff", r#"{"x":"//8="}"#, NoteCode::Binary),
        ("0b610061626300696d00", r#"{"a":"/abc/im"}"#, NoteCode::Type),
        ("116100 2a00000015cd5b07", r#"{"a":{"t":123456789,"i":42}}"#, NoteCode::Type),
        ("136400 0100000000000000000000000000 3e30", r#"{"d":0.1}"#, NoteCode::Type),
        ("13640000000000000000000000000000000078", r#"{"d":null}"#, NoteCode::NonFinite),
        ("066100", r#"{"a":null}"#, NoteCode::Type),
        ("ff6100", r#"{"a":"MinKey"}"#, NoteCode::Type),
    ] {
        let bytes = document(&element.replace(' ', ""));
        assert_eq!(noted(&bytes, &options), (json.to_owned(), vec![note]), "{element}");
    }
    let mut options = hex(TO.0, TO.1);
    options.extended_json = ExtendedJson::None;
    assert_eq!(clean(r#"{"a":{"$minKey":1}}"#, &options), document("0361001200000010246d696e4b6579000100000000"));
}

#[test]
fn other_forms_are_read() {
    let to = hex(TO.0, TO.1);
    let uuid = clean(r#"{"x":{"$uuid":"73ffd264-44b3-4c69-90e8-e7d1dfc035d4"}}"#, &to);
    assert_eq!(uuid, document("0578001000000004 73ffd26444b34c6990e8e7d1dfc035d4".replace(' ', "").as_str()));
    let options_out_of_order = r#"{"a":{"$regularExpression":{"pattern":"abc","options":"mi"}}}"#;
    assert_eq!(clean(options_out_of_order, &to), document("0b610061626300696d00"));
    let zone = clean(r#"{"a":{"$date":"2012-12-24T13:15:30.501+01:00"}}"#, &to);
    assert_eq!(zone, document("096100c5d8d6cc3b010000"));
    // The keys of an array are of no account.
    assert_eq!(clean(&document("0461000c0000001062000a00000000"), &hex(FROM.0, FROM.1)), r#"{"a":[10]}"#);
}

#[test]
fn wrappers_that_are_none_are_refused() {
    for value in [
        r#"{"$oid":"56e1fc72e0c917e9c471416"}"#,
        r#"{"$oid":"56e1fc72e0c917e9c4714161","x":1}"#,
        r#"{"$numberInt":1}"#,
        r#"{"$numberInt":"2147483648"}"#,
        r#"{"$numberInt":"0x1"}"#,
        r#"{"$numberLong":""}"#,
        r#"{"$numberDouble":"1.0.0"}"#,
        r#"{"$numberDouble":"inf"}"#,
        r#"{"$numberDecimal":"1.23.4"}"#,
        r#"{"$binary":{"base64":"","subType":0}}"#,
        r#"{"$uuid":"73ffd264-44b3-4c69-90e8-e7d1dfc035d"}"#,
        r#"{"$uuid":"73ffd264-44b3-90e8-e7d1dfc035d4"}"#,
        r#"{"$date":5}"#,
        r#"{"$date":{"$numberLong":"0","x":1}}"#,
        r#"{"$timestamp":{"t":-1,"i":0}}"#,
        r#"{"$regularExpression":{"pattern":"a"}}"#,
        r#"{"$code":"x","$scope":1}"#,
        r#"{"$symbol":1}"#,
        r#"{"$undefined":false}"#,
        r#"{"$minKey":2}"#,
        r#"{"$maxKey":"1"}"#,
        r#"{"$dbPointer":{"$ref":"b"}}"#,
    ] {
        let failure = refused(&format!(r#"{{"a":{value}}}"#), &hex(TO.0, TO.1));
        assert_eq!((failure.code(), &failure.details()["pointer"]), (code::CONVERT_VALUE, &"/a".into()), "{value}");
    }
}

#[test]
fn keys_with_a_dollar_that_are_no_wrappers_stay() {
    for json in [
        r#"{"x":{"$type":"string"}}"#,
        r#"{"x":{"$ref":"coll","$id":{"$oid":"58921b3e6e32ab156a22b59e"}}}"#,
        r#"{"x":{"$regex":{"$regularExpression":{"pattern":"abc","options":""}},"$options":"ix"}}"#,
    ] {
        assert_eq!(clean(&clean(json, &hex(TO.0, TO.1)), &hex(FROM.0, FROM.1)), json);
    }
}

#[test]
fn documents_that_lie_are_told() {
    for (bytes, code) in [
        ("", code::CONVERT_TRUNCATED),
        ("04000000", code::BSON_SYNTAX),
        ("ffffffff00", code::BSON_SYNTAX),
        ("0600000000", code::CONVERT_TRUNCATED),
        ("0600000000 00", code::BSON_SYNTAX),
        ("0500000001", code::CONVERT_TRUNCATED),
        ("050000000000", code::CONVERT_TRAILING),
        ("0700000002610078563412", code::CONVERT_TRUNCATED),
        ("0d000000026100 000000000000", code::BSON_SYNTAX),
        ("0e00000002610001000000ff00", code::CONVERT_TRUNCATED),
        ("0e00000002610001000000ff0000", code::BSON_SYNTAX),
        ("0e00000002610002000000ff0000", code::BSON_SYNTAX),
        ("0900000008620002 00", code::BSON_SYNTAX),
        ("08000000996100 00", code::BSON_SYNTAX),
        ("0d000000057800ffffffff0000", code::BSON_SYNTAX),
        ("130000000578000600000002 03000000ffff00", code::BSON_SYNTAX),
        ("0c0000000361000400000000", code::BSON_SYNTAX),
        ("0d00000003610006000000000000", code::BSON_SYNTAX),
    ] {
        let failure = refused(&bytes.replace(' ', ""), &hex(FROM.0, FROM.1));
        assert_eq!(failure.code(), code, "{bytes} {failure}");
        assert!(failure.details().contains_key("offset"));
    }
}

#[test]
fn what_bson_cannot_say_is_told() {
    for json in ["[1]", "1", r#"{"a\u0000b":1}"#] {
        assert_eq!(refused(json, &hex(TO.0, TO.1)).code(), code::CONVERT_VALUE, "{json}");
    }
    for (json, note) in [
        (r#"{"a":9223372036854775808}"#, NoteCode::Number),
        (r#"{"a":0.12345678901234567890}"#, NoteCode::Number),
        (r#"{"a":1,"a":2}"#, NoteCode::DuplicateKey),
        (r#"{"a":{"$tag":{"number":5,"value":1}}}"#, NoteCode::Type),
    ] {
        assert_eq!(noted(json, &hex(TO.0, TO.1)).1, [note], "{json}");
    }
}
