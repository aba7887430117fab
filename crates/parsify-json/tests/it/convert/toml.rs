//! TOML.

use parsify_json::NoteCode;
use serde_json::{Value, json};

use super::check::{converted, converts, reads, refuses};

fn from() -> Value {
    json!({ "from": "toml", "to": "json", "indent": "none" })
}

fn to() -> Value {
    json!({ "to": "toml" })
}

#[test]
fn tables_and_values() {
    let source =
        "title = \"T\"\nn = 1_000\nh = 0xFF\nf = +1.50e3\n[a.b]\nc.d = [1, [2, 'x']]\n[[e]]\nx = {y = true}\n[[e]]\n";
    let json =
        r#"{"title":"T","n":1000,"h":255,"f":1.50e3,"a":{"b":{"c":{"d":[1,[2,"x"]]}}},"e":[{"x":{"y":true}},{}]}"#;
    converts(from(), source, json, &[]);
    reads(from(), "", "{}");
    reads(from(), "\u{feff}a = 1\r\n", r#"{"a":1}"#);
}

#[test]
fn what_json_does_not_have_is_noted() {
    let source = "a = 1979-05-27 07:32:00.1234567890123Z\nb = [07:32:00, -inf]\nc = nan # x\n";
    let json = r#"{"a":"1979-05-27T07:32:00.1234567890123Z","b":["07:32:00",null],"c":null}"#;
    converts(
        from(),
        source,
        json,
        &[
            (NoteCode::Date, "/a"),
            (NoteCode::Date, "/b/0"),
            (NoteCode::NonFinite, "/b/1"),
            (NoteCode::NonFinite, "/c"),
            (NoteCode::Comment, ""),
        ],
    );
    let notes = converted(from(), source).notes;
    let places: Vec<_> = notes.iter().map(|note| note.place.unwrap()).map(|place| (place.line, place.column)).collect();
    assert_eq!(places, [(1, 5), (2, 6), (2, 16), (3, 5), (3, 9)]);
}

#[test]
fn a_number_sign_in_a_string_is_no_comment() {
    for source in ["a = '#'\n", "a = \"\\\"#\"\n", "a = \"\"\"\"#\"\"\"\"\"\n", "a = '''\n'#''''\n", "\"#\" = 1\n"] {
        assert!(converted(from(), source).notes.is_empty(), "{source:?}");
    }
}

#[test]
fn places() {
    refuses(from(), "a = 1\n'é' = \n", "toml.syntax", (2, 7));
    refuses(from(), "a = 1\na = 2\n", "toml.syntax", (2, 1));
    refuses(from(), "[a]\nb = 9223372036854775808\n", "toml.syntax", (2, 5));
    refuses(from(), "a = \"x\n", "toml.syntax", (1, 7));
}

#[test]
fn values_stand_before_tables() {
    let source =
        r#"{"t":{"x":1},"n":1,"deep":{"er":{"y":[]}},"list":[{"a":1},{"b":{"c":2}}],"mix":[{"a":1},2],"e":{}}"#;
    let toml = "n = 1\nmix = [{ a = 1 }, 2]\n\n[t]\nx = 1\n\n[deep.er]\ny = []\n\n[[list]]\na = 1\n\n[[list]]\n\n[list.b]\nc = 2\n\n[e]\n";
    converts(to(), source, toml, &[]);
}

#[test]
fn strings_and_keys() {
    let source = r#"{"a b":"x\ny\"\"\"","":1,"é":"\u0000\u007f\\","d-e_1":"\r\n"}"#;
    let toml = "\"a b\" = \"\"\"\nx\ny\"\"\\\"\"\"\"\n\"\" = 1\n\"é\" = \"\\u0000\\u007F\\\\\"\nd-e_1 = \"\\r\\n\"\n";
    converts(to(), source, toml, &[]);
}

#[test]
fn long_arrays_take_lines() {
    let source = json!({ "a": vec!["0123456789"; 8] }).to_string();
    let toml = converted(to(), &source).document;
    assert_eq!(toml.as_text().unwrap().lines().count(), 10);
    reads(from(), toml.as_text().unwrap(), &source);
}

#[test]
fn nulls_are_left_out_or_empty() {
    let source = r#"{"a":null,"b":[1,null],"c":[{"d":null}],"e":[[{"f":null}]]}"#;
    let notes =
        [(NoteCode::Null, "/a"), (NoteCode::Null, "/b/1"), (NoteCode::Null, "/e/0/0/f"), (NoteCode::Null, "/c/0/d")];
    converts(to(), source, "b = [1]\ne = [[{}]]\n\n[[c]]\n", &notes);
    let params = json!({ "to": "toml", "toml": { "nulls": "empty" } });
    let toml = "a = \"\"\nb = [1, \"\"]\ne = [[{ f = \"\" }]]\n\n[[c]]\nd = \"\"\n";
    converts(params, source, toml, &notes);
}

#[test]
fn numbers_keep_their_text_as_far_as_they_may() {
    let source =
        r#"{"a":[1.10,1E5,-0,9223372036854775807,0.1234567890123456789012],"b":9223372036854775808,"c":1e400}"#;
    let toml = "a = [1.10, 1E5, -0, 9223372036854775807, 0.1234567890123456789012]\nb = \"9223372036854775808\"\nc = \"1e400\"\n";
    converts(to(), source, toml, &[(NoteCode::Number, "/b"), (NoteCode::Number, "/c")]);
}

#[test]
fn dates_are_dates_when_asked_for() {
    let source = r#"{"a":"1979-05-27T07:32:00Z","b":"1979-05-27","c":"07:32:00","d":"07:32","e":"1979-13-01"}"#;
    let params = json!({ "to": "toml", "toml": { "dates": true } });
    let toml = "a = 1979-05-27T07:32:00Z\nb = 1979-05-27\nc = 07:32:00\nd = \"07:32\"\ne = \"1979-13-01\"\n";
    converts(params, source, toml, &[]);
}

#[test]
fn a_document_is_a_table() {
    let failure = parsify_json::convert("[1]", &super::check::options(to())).unwrap_err();
    assert_eq!(failure.code(), "convert.value");
    assert!(!failure.hints().is_empty());
}
