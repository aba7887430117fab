//! What all formats share: encodings, losses, the operation.

use parsify_interface::{Document, ErrorKind, Processor as _, Request, Silent};
use parsify_json::{ConvertOptions, Format, JsonProcessor, convert};
use serde_json::json;

use super::check::options;

fn call(request: Request) -> Result<parsify_interface::Response, parsify_interface::Failure> {
    JsonProcessor.execute(request, &Silent)
}

#[test]
fn the_operation_hands_out_the_document_and_what_was_lost() {
    let request = Request::new("convert").with_text("document", r#"{"a": null, "b": 1}"#).with_param("to", "toml");
    let response = call(request).unwrap();
    assert_eq!(response.text(), Some("b = 1\n"));
    assert_eq!(response.documents[0].name, "document");
    assert_eq!(response.documents[0].media_type, "application/toml");
    assert_eq!(response.warnings, ["TOML has no null: it was left out at /a (line 1, column 7)"]);
    let note = json!({ "code": "null", "message": "TOML has no null: it was left out", "pointer": "/a",
        "place": { "line": 1, "column": 7, "offset": 6 } });
    assert_eq!(response.data, json!({ "bytesIn": 19, "bytesOut": 6, "notes": [note], "omitted": 0 }));
}

#[test]
fn losses_are_warnings_or_failures_or_data() {
    let request = |lossy: &str| {
        let request = Request::new("convertJson").with_text("", r#"{"a": null}"#);
        call(request.with_param("to", "toml").with_param("lossy", lossy))
    };
    assert_eq!(request("warn").unwrap().warnings.len(), 1);
    let response = request("allow").unwrap();
    assert_eq!((response.warnings.len(), response.data["notes"].as_array().unwrap().len()), (0, 1));
    let failure = request("error").unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "convert.loss"));
    assert!(failure.message().contains("/a"), "{failure}");
}

#[test]
fn a_target_must_be_said() {
    let failure = call(Request::new("convert").with_text("document", "1")).unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Params);
}

#[test]
fn other_encodings_are_refused_clearly() {
    let utf16: Vec<u8> = "\u{feff}a: 1".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let plain: Vec<u8> = "<a/>".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let utf32: Vec<u8> = "\u{feff}a".chars().flat_map(|it| u32::from(it).to_be_bytes()).collect();
    for (bytes, encoding) in [(utf16, "UTF-16"), (plain, "UTF-16"), (utf32, "UTF-32")] {
        for format in [Format::Json, Format::Yaml, Format::Toml, Format::Xml] {
            let failure = convert(bytes.as_slice(), &ConvertOptions::new(format, Format::Json)).unwrap_err();
            assert_eq!(failure.code(), "convert.encoding");
            assert!(failure.message().contains(encoding), "{failure}");
        }
    }
    let failure = convert(b"a: caf\xe9".as_slice(), &ConvertOptions::new(Format::Yaml, Format::Json)).unwrap_err();
    assert_eq!(failure.code(), "convert.encoding");
    assert_eq!(failure.details()["offset"].as_u64(), Some(6));
}

#[test]
fn bytes_in_utf_8_are_text() {
    let request = Request::new("convert")
        .with_document(Document::binary("document", "a: é".as_bytes()))
        .with_param("from", "yaml")
        .with_param("to", "json")
        .with_param("indent", "none");
    assert_eq!(call(request).unwrap().text(), Some("{\"a\":\"é\"}"));
}

#[test]
fn json_stays_json() {
    let source = r#"{"a":1.10,"b":[1E+2,"\u0041"],"a":2}"#;
    let converted = convert(source, &options(json!({ "to": "json", "indent": "none" }))).unwrap();
    assert_eq!(converted.document.as_text(), Some(source));
    let failure = convert("{\"a\": 1,}", &options(json!({ "to": "yaml" }))).unwrap_err();
    assert_eq!(failure.code(), "json.trailing-comma");
}

#[test]
fn keys_that_stand_twice_count_once() {
    for (format, expected) in [("yaml", "a: 2\n"), ("toml", "a = 2\n")] {
        let converted = convert(r#"{"a":1,"\u0061":2}"#, &options(json!({ "to": format }))).unwrap();
        assert_eq!(converted.document.as_text(), Some(expected));
        assert_eq!(converted.notes[0].pointer, "/a");
    }
}

#[test]
fn half_a_surrogate_pair_is_noted() {
    for format in ["yaml", "toml", "xml"] {
        let converted = convert(r#"{"a":{"b":"\ud800"}}"#, &options(json!({ "to": format }))).unwrap();
        assert!(converted.document.as_text().unwrap().contains('\u{fffd}'));
        assert_eq!(converted.notes[0].pointer, "/a/b");
    }
}
