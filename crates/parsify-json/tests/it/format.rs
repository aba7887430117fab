//! Formatting.

use crate::check::{formats, validation};
use parsify_json::{FormatOptions, Indent, format};
use serde_json::json;

#[test]
fn one_entry_per_line() {
    formats(
        json!({}),
        r#"{"a":1,"b":[true,false,null,{"c":"d"}],"e":{},"f":[ ]}"#,
        "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    false,\n    null,\n    {\n      \"c\": \"d\"\n    }\n  ],\n  \
         \"e\": {},\n  \"f\": []\n}\n",
    );
}

#[test]
fn values_without_brackets() {
    formats(json!({}), " 1 ", "1\n");
    formats(json!({}), "\r\n\t\"x\"", "\"x\"\n");
    formats(json!({}), "[]", "[]\n");
    formats(json!({}), "{ \n }", "{}\n");
}

#[test]
fn every_token_stays_as_written() {
    for token in [
        "1.10",
        "1e400",
        "-0",
        "0.0",
        "-0.0e-0",
        "1E+05",
        "123456789012345678901234567890",
        r#""\u0041""#,
        r#""\/\b\f\n\r\t\"\\""#,
        r#""\ud83d\ude00""#,
        r#""\uD800""#,
        "\"ü 漢 😀 \u{7f}\u{2028}\"",
        "\"\"",
    ] {
        formats(json!({}), token, &format!("{token}\n"));
        formats(json!({ "indent": 0 }), &format!("[{token}]"), &format!("[\n{token}\n]\n"));
        formats(json!({ "sortKeys": true, "indent": 0 }), &format!("[{token}]"), &format!("[\n{token}\n]\n"));
    }
}

#[test]
fn order_and_duplicates_stay() {
    formats(json!({ "indent": 0 }), r#"{"b":1,"a":2,"b":3}"#, "{\n\"b\": 1,\n\"a\": 2,\n\"b\": 3\n}\n");
}

#[test]
fn indentation() {
    formats(json!({ "indent": 4 }), "[[1]]", "[\n    [\n        1\n    ]\n]\n");
    formats(json!({ "indent": "tab" }), "[[1]]", "[\n\t[\n\t\t1\n\t]\n]\n");
    formats(json!({ "indent": 0 }), "[[1]]", "[\n[\n1\n]\n]\n");
    let wide = format!("[\n{0}[\n{0}{0}1\n{0}]\n]\n", " ".repeat(16));
    formats(json!({ "indent": 16 }), "[[1]]", &wide);
}

#[test]
fn all_in_one_line() {
    let source = "{ \"a\" : [ 1 , { } ] }\n";
    formats(json!({ "indent": "none" }), source, r#"{"a":[1,{}]}"#);
    formats(json!({ "indent": "none", "insertFinalNewline": true, "endOfLine": "crlf" }), source, r#"{"a":[1,{}]}"#);
    formats(json!({ "indent": "none", "sortKeys": true }), r#"{"b":1,"a":2}"#, r#"{"a":2,"b":1}"#);
}

#[test]
fn too_many_spaces_count_as_the_most() {
    let mut options = FormatOptions::default();
    options.indent = Indent::Spaces(200);
    assert_eq!(format("[1]", &options).unwrap(), format!("[\n{}1\n]\n", " ".repeat(16)));
}

#[test]
fn line_ends() {
    formats(json!({ "endOfLine": "crlf" }), "[1,2]", "[\r\n  1,\r\n  2\r\n]\r\n");
    formats(json!({ "insertFinalNewline": false }), "[1]", "[\n  1\n]");
    formats(json!({ "endOfLine": "crlf", "insertFinalNewline": false }), "1\n", "1");
}

#[test]
fn ascii_only() {
    formats(json!({ "ensureAscii": true }), r#""é漢😀\u00E9 end""#, "\"\\u00e9\\u6f22\\ud83d\\ude00\\u00E9 end\"\n");
    formats(
        json!({ "ensureAscii": true, "indent": 0 }),
        r#"{"ключ":"x"}"#,
        "{\n\"\\u043a\\u043b\\u044e\\u0447\": \"x\"\n}\n",
    );
}

#[test]
fn strings_of_every_length() {
    for length in 0..70 {
        let text = "x".repeat(length);
        for ending in ["", "\\n", "é", "\\u00e9z"] {
            let source = format!("[\"{text}{ending}\",\"{ending}{text}\"]");
            let expected = format!("[\n\"{text}{ending}\",\n\"{ending}{text}\"\n]\n");
            formats(json!({ "indent": 0 }), &source, &expected);
            assert_eq!(validation(&source).statistics.longest_string, length + ending.len());
        }
    }
}

#[test]
fn white_space_of_every_length() {
    for length in 0..40 {
        for space in [" ", "\n", "\t", "\r\n", "\n "] {
            let gap = space.repeat(length);
            let source = format!("{gap}[{gap}1{gap},{gap}{{{gap}\"a\"{gap}:{gap}2{gap}}}{gap}]{gap}");
            formats(json!({ "indent": 0 }), &source, "[\n1,\n{\n\"a\": 2\n}\n]\n");
        }
    }
}
