use parsify_json::{Format, NoteCode, convert};

use super::{clean, noted, options, refused};

#[test]
fn lines_become_an_array_and_back() {
    let lines = "{\"a\":1.10}\n[1,\"\\u00e9\"]\nnull\n";
    let array = r#"[{"a":1.10},[1,"\u00e9"],null]"#;
    assert_eq!(clean(lines, &options(Format::Ndjson, Format::Json)), array);
    assert_eq!(clean(array, &options(Format::Json, Format::Ndjson)), lines);
    assert_eq!(clean("\u{feff} 1 \r\n\r\n\t\n2", &options(Format::Ndjson, Format::Json)), "[1,2]");
    assert_eq!(clean("", &options(Format::Ndjson, Format::Json)), "[]");
    assert_eq!(clean("[]", &options(Format::Json, Format::Ndjson)), "");
}

#[test]
fn a_document_that_is_no_array_is_one_line() {
    let (text, notes) = noted(r#"{"a": [1]}"#, &options(Format::Json, Format::Ndjson));
    assert_eq!((text.as_str(), notes), ("{\"a\":[1]}\n", vec![NoteCode::Nesting]));
}

#[test]
fn problems_stand_in_their_line() {
    let failure = refused("{}\n\n  {\"a\": tru}\n", &options(Format::Ndjson, Format::Json));
    assert_eq!(failure.details()["line"], 3_usize.into());
    assert_eq!(failure.details()["column"], 9_usize.into());
    assert_eq!(failure.details()["offset"], 12_usize.into());
    assert!(failure.message().contains("line 3"), "{failure}");
    let failure = refused("[1,\n2]\n", &options(Format::Ndjson, Format::Json));
    assert_eq!(failure.details()["line"], 1_usize.into());
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let failure = convert(&b"1\n\xff"[..], &options(Format::Ndjson, Format::Json)).unwrap_err();
    assert_eq!(failure.details()["offset"], 2_usize.into());
}
