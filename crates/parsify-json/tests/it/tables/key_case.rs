use parsify_json::{ExtendedJson, Format, KeyCase, NoteCode, convert};

use super::{clean, noted, options};

#[test]
fn words_are_joined_in_every_case() {
    let cases = [KeyCase::Camel, KeyCase::Pascal, KeyCase::Snake, KeyCase::Kebab, KeyCase::Constant];
    for (key, expected) in [
        ("created at", ["createdAt", "CreatedAt", "created_at", "created-at", "CREATED_AT"]),
        ("HTTPServer", ["httpServer", "HttpServer", "http_server", "http-server", "HTTP_SERVER"]),
        ("parseURL2Text", ["parseUrl2Text", "ParseUrl2Text", "parse_url2_text", "parse-url2-text", "PARSE_URL2_TEXT"]),
        ("_private_key", ["_privateKey", "_PrivateKey", "_private_key", "_private-key", "_PRIVATE_KEY"]),
        ("__ID__", ["__id", "__Id", "__id", "__id", "__ID"]),
        ("größeÄnderung", ["größeÄnderung", "GrößeÄnderung", "größe_änderung", "größe-änderung", "GRÖSSE_ÄNDERUNG"]),
        ("x", ["x", "X", "x", "x", "X"]),
        ("2nd place", ["2ndPlace", "2ndPlace", "2nd_place", "2nd-place", "2ND_PLACE"]),
        ("漢字", ["漢字"; 5]),
        ("--", ["--"; 5]),
        ("", [""; 5]),
    ] {
        for (case, expected) in cases.into_iter().zip(expected) {
            assert_eq!(case.apply(key), expected, "{key} {case:?}");
            assert_eq!(case.apply(expected), expected, "{key} {case:?}");
        }
    }
    assert_eq!(KeyCase::Keep.apply("__ID__"), "__ID__");
}

#[test]
fn keys_at_every_depth_change() {
    let mut options = options(Format::Json, Format::Json);
    options.key_case = KeyCase::Snake;
    assert_eq!(
        clean(r#"{"userId":1,"theList":[{"itemName":"keepThis"}],"$ref":{"inIt":2}}"#, &options),
        r#"{"user_id":1,"the_list":[{"item_name":"keepThis"}],"$ref":{"inIt":2}}"#
    );
}

#[test]
fn keys_that_would_be_the_same_stay() {
    let mut options = options(Format::Json, Format::Json);
    options.key_case = KeyCase::Camel;
    for (json, expected) in [
        (r#"{"a_b":1,"aB":2}"#, r#"{"a_b":1,"aB":2}"#),
        (r#"{"a_b":1,"a-b":2,"a b":3}"#, r#"{"aB":1,"a-b":2,"a b":3}"#),
    ] {
        let (found, notes) = noted(json, &options);
        assert_eq!(found, expected);
        assert!(!notes.is_empty() && notes.iter().all(|note| *note == NoteCode::Name), "{notes:?}");
    }
    let pointer = &convert(r#"{"x":[{"a_b":1,"aB":2}]}"#, &options).unwrap().notes[0].pointer;
    assert_eq!(pointer, "/x/0/a_b");
}

#[test]
fn wrappers_of_other_types_stay() {
    let mut options = options(Format::Json, Format::Bson);
    (options.key_case, options.extended_json) = (KeyCase::Snake, ExtendedJson::Relaxed);
    let bson = convert(r#"{"theData":{"$binary":{"base64":"AQ==","subType":"00"}}}"#, &options).unwrap();
    assert_eq!(bson.document.as_bytes(), b"\x15\0\0\0\x05the_data\0\x01\0\0\0\0\x01\0");
}
