//! YAML.

use parsify_json::NoteCode;
use serde_json::{Value, json};

use super::check::{converted, converts, reads, refuses};

fn from() -> Value {
    json!({ "from": "yaml", "to": "json", "indent": "none" })
}

fn to() -> Value {
    json!({ "to": "yaml" })
}

#[test]
fn scalars_are_those_of_the_core_schema() {
    for (yaml, json) in [
        ("", "null"),
        ("~", "null"),
        ("Null", "null"),
        ("nULL", "\"nULL\""),
        ("TRUE", "true"),
        ("yes", "\"yes\""),
        ("off", "\"off\""),
        ("012", "12"),
        ("0o17", "15"),
        ("0x1f", "31"),
        ("-0x1f", "\"-0x1f\""),
        ("0b1", "\"0b1\""),
        ("1_000", "\"1_000\""),
        ("+1.50", "1.50"),
        (".5", "0.5"),
        ("-5.", "-5"),
        ("1.e3", "1e3"),
        ("1e", "\"1e\""),
        ("12345678901234567890123456789.10", "12345678901234567890123456789.10"),
        ("12:30:45", "\"12:30:45\""),
        ("2001-12-14", "\"2001-12-14\""),
        ("'1'", "\"1\""),
        ("\"\\x41\\u00e9\\U0001F600\"", "\"Aé😀\""),
        ("!!str 1", "\"1\""),
        ("! 1", "\"1\""),
        ("!!int '3'", "3"),
        ("!!float 3", "3.0"),
        ("!!null ''", "null"),
        ("|\n a\n  b\n", "\"a\\n b\\n\""),
        (">-\n a\n b\n\n c\n", "\"a b\\nc\""),
    ] {
        converts(from(), yaml, json, &[]);
    }
}

#[test]
fn collections_and_anchors() {
    reads(from(), "a: &x {b: [1, 2]}\nc: *x\n? d\n: e\n", r#"{"a":{"b":[1,2]},"c":{"b":[1,2]},"d":"e"}"#);
    reads(from(), "- - 1\n  - 2\n- a: 1\n  b:\n  - x\n", r#"[[1,2],{"a":1,"b":["x"]}]"#);
    reads(from(), "\u{feff}a: 1\r\nb: 'x\r\n  y'\r\n", r#"{"a":1,"b":"x y"}"#);
}

#[test]
fn merge_keys_put_members_in() {
    let source = "base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\nall:\n  a: 0\n  <<: [*b, *m]\n  x: 9\n";
    let all = r#"{"a":0,"y":2,"z":4,"x":9}"#;
    let expected = format!(r#"{{"base":{{"x":1,"y":2}},"more":{{"y":3,"z":4}},"all":{all}}}"#);
    converts(from(), source, &expected, &[]);
    let params = json!({ "from": "yaml", "to": "json", "indent": "none", "yaml": { "mergeKeys": false } });
    reads(params, "<<: {a: 1}\n", r#"{"<<":{"a":1}}"#);
    reads(from(), "\"<<\": {a: 1}\n", r#"{"<<":{"a":1}}"#);
    refuses(from(), "a: 1\n<<: 5\n", "yaml.value", (2, 5));
    refuses(from(), "<<: [5]\n", "yaml.value", (1, 5));
}

#[test]
fn what_json_does_not_have_is_noted() {
    converts(
        from(),
        "a: .nan\nb: -.inf\n",
        r#"{"a":null,"b":null}"#,
        &[(NoteCode::NonFinite, "/a"), (NoteCode::NonFinite, "/b")],
    );
    let params = json!({ "from": "yaml", "to": "json", "indent": "none", "nonFinite": "text" });
    converts(
        params,
        "[.nan, -.Inf]",
        r#"["NaN","-Infinity"]"#,
        &[(NoteCode::NonFinite, "/0"), (NoteCode::NonFinite, "/1")],
    );
    converts(
        from(),
        "1: a\ntrue: b\n~: c\n[x, y]: d\n.inf: e\n",
        r#"{"1":"a","true":"b","null":"c","[\"x\",\"y\"]":"d",".inf":"e"}"#,
        &[
            (NoteCode::KeyType, ""),
            (NoteCode::KeyType, ""),
            (NoteCode::KeyType, ""),
            (NoteCode::KeyType, ""),
            (NoteCode::KeyType, ""),
        ],
    );
    converts(
        from(),
        "x/y:\n  a: 1\n  b: 2\n  a: 3\n",
        r#"{"x/y":{"b":2,"a":3}}"#,
        &[(NoteCode::DuplicateKey, "/x~1y/a")],
    );
    converts(
        from(),
        "- !!binary aGk=\n- !!timestamp 2001-12-14\n- !x {a: !y 1}\n- !!set {a, b}\n",
        r#"["aGk=","2001-12-14",{"a":1},{"a":null,"b":null}]"#,
        &[
            (NoteCode::Binary, "/0"),
            (NoteCode::Date, "/1"),
            (NoteCode::Type, "/2"),
            (NoteCode::Type, "/2/a"),
            (NoteCode::Type, "/3"),
        ],
    );
    converts(from(), &format!("0x{}", "F".repeat(33)), &format!("\"0x{}\"", "F".repeat(33)), &[(NoteCode::Number, "")]);
}

#[test]
fn comments_are_noted_once_with_their_place() {
    for (source, line) in [
        ("a: 1 # c\nb: 2 # d\n", 1),
        ("a: |  # head\n  x\n", 1),
        ("a: \"#\"\nb: x#y\n# z\n", 3),
        ("# é\n---\n# y\na", 1),
    ] {
        let notes = converted(from(), source).notes;
        assert_eq!(notes.len(), 1, "{source:?}");
        assert_eq!(notes[0].code, NoteCode::Comment);
        assert_eq!(notes[0].place.unwrap().line, line);
    }
    for source in ["a: \"x # y\"\n", "a: |\n  # text\n", "a: x#y\n", "- &a#b 1\n- *a#b\n", "'# x': 1\n"] {
        assert!(converted(from(), source).notes.is_empty(), "{source:?}");
    }
}

#[test]
fn places_count_characters_and_lines() {
    let converted = converted(from(), "é: x\r\n漢: [a, .nan]\r\n");
    let place = converted.notes[0].place.unwrap();
    assert_eq!((place.line, place.column, place.offset), (2, 8, 16));
    refuses(from(), "é: [1, 2\nb: 3\n", "yaml.syntax", (2, 2));
    refuses(from(), "a:\n\t- b\n", "yaml.syntax", (2, 2));
    refuses(from(), "a: b: c\n", "yaml.syntax", (1, 5));
    refuses(from(), "a: \u{7}\n", "yaml.syntax", (1, 4));
    refuses(from(), "a: !!int x\n", "yaml.value", (1, 4));
    refuses(from(), "a: !!map [1]\n", "yaml.value", (1, 4));
    refuses(from(), "'\\ud800", "yaml.syntax", (1, 1));
}

#[test]
fn streams_of_several_documents() {
    let failure = parsify_json::convert("a\n---\nb\n", &super::check::options(from())).unwrap_err();
    assert_eq!(failure.code(), "yaml.documents");
    let all = json!({ "from": "yaml", "to": "json", "indent": "none", "yaml": { "documents": "all" } });
    reads(all.clone(), "a\n---\nb\n...\n---\n", r#"["a","b",null]"#);
    reads(all.clone(), "", "[]");
    reads(all, "x: &a 1\n", r#"[{"x":1}]"#);
    let all = json!({ "to": "yaml", "yaml": { "documents": "all" } });
    converts(all, r#"[{"a":1},[2],"x","a\nb\n",null]"#, "---\na: 1\n---\n- 2\n--- x\n--- |\n  a\n  b\n--- null\n", &[]);
}

#[test]
fn written_in_block_style() {
    let source = r#"{"name":"x","list":[1,[2,3],{"a":1,"b":{"c":[]}}],"empty":{},"text":"one\ntwo\n","keep":"a\n\n","price":1.10}"#;
    let yaml = "name: x\nlist:\n  - 1\n  - - 2\n    - 3\n  - a: 1\n    b:\n      c: []\nempty: {}\ntext: |\n  one\n  two\nkeep: |+\n  a\n\nprice: 1.10\n";
    converts(to(), source, yaml, &[]);
    let yaml = "a:\n    b:\n        - |-\n          x\n          y\n";
    converts(json!({ "to": "yaml", "indent": 4 }), r#"{"a":{"b":["x\ny"]}}"#, yaml, &[]);
}

#[test]
fn strings_are_quoted_where_they_would_be_something_else() {
    for (json, yaml) in [
        (r#""no""#, "\"no\"\n"),
        (r#""""#, "\"\"\n"),
        (r#""12:30""#, "\"12:30\"\n"),
        (r#""a: b""#, "\"a: b\"\n"),
        (r#""a:b""#, "a:b\n"),
        (r##""a #b""##, "\"a #b\"\n"),
        (r#""it's""#, "it's\n"),
        (r#"" a""#, "\" a\"\n"),
        (r#""\u0007\u2028""#, "\"\\u0007\\u2028\"\n"),
        (r#""日本語 😀""#, "日本語 😀\n"),
        (r#"{"<<":1,"y":2}"#, "\"<<\": 1\n\"y\": 2\n"),
    ] {
        converts(to(), json, yaml, &[]);
    }
}

#[test]
fn long_keys_stand_behind_a_question_mark() {
    let key = "k".repeat(2000);
    let json = format!("{{\"{key}\":{{\"a\":[1]}}}}");
    let yaml = converted(to(), &json).document;
    assert!(yaml.as_text().unwrap().starts_with("? k"));
    reads(from(), yaml.as_text().unwrap(), &json);
}
