//! What `repair` makes of what is nearly JSON.

use parsify_json::tree::parse;
use parsify_json::{Code, Indent, MinifyOptions, RepairCode, RepairOptions, Repaired, minify, repair};
use proptest::prelude::*;

use crate::generate::json;

fn options() -> RepairOptions {
    let mut options = RepairOptions::default();
    options.indent = Indent::None;
    options
}

fn repaired(source: &str) -> Repaired {
    let repaired = repair(source, &options()).unwrap_or_else(|problem| panic!("{source}: {problem}"));
    assert!(parse(&repaired.text).is_ok(), "{source} became {}", repaired.text);
    let again = repair(&repaired.text, &options()).unwrap();
    assert_eq!((again.text.as_str(), again.changes.len()), (repaired.text.as_str(), 0), "{source}");
    repaired
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (source, json) in cases {
        let repaired = repaired(source);
        assert_eq!(repaired.text, *json, "{source}");
        assert!(!repaired.changes.is_empty(), "{source}: no change is listed");
    }
}

#[test]
fn commas_and_colons() {
    check(&[
        ("[1,2,]", "[1,2]"),
        ("{\"a\":1,}", r#"{"a":1}"#),
        ("[,1]", "[1]"),
        ("[1,,2]", "[1,2]"),
        ("[1 2 3]", "[1,2,3]"),
        ("[\"a\" \"b\"]", r#"["a","b"]"#),
        ("[[1][2]{}]", "[[1],[2],{}]"),
        ("{\"a\": 1 \"b\": 2}", r#"{"a":1,"b":2}"#),
        ("{\"a\": \"x\"\n\"b\": \"y\"}", r#"{"a":"x","b":"y"}"#),
        ("{\"a\" 1, \"b\" \"c\"}", r#"{"a":1,"b":"c"}"#),
        ("{a = 1; b => 2}", r#"{"a":1,"b":2}"#),
        ("{\"a\":}", r#"{"a":null}"#),
        ("{\"a\":,\"b\":1}", r#"{"a":null,"b":1}"#),
        ("{\"a\"::1}", r#"{"a":1}"#),
        ("{: 1}", r#"{"":1}"#),
    ]);
}

#[test]
fn quotes_of_all_kinds_and_none() {
    check(&[
        ("{'a': 'b'}", r#"{"a":"b"}"#),
        ("{“a”: ‘b’}", r#"{"a":"b"}"#),
        ("[`a`, «b», „c“]", r#"["a","b","c"]"#),
        ("['it''s', 'it's', 'say \"hi\"']", r#"["it''s","it's","say \"hi\""]"#),
        ("{a: b, c-d: e f, 1: g}", r#"{"a":"b","c-d":"e f","1":"g"}"#),
        ("{a: http://example.org/x?y=1, t: 12:30}", r#"{"a":"http://example.org/x?y=1","t":"12:30"}"#),
        ("{first name: Ada Lovelace\nborn: 1815}", r#"{"first name":"Ada Lovelace","born":1815}"#),
        ("{a: foo b: bar}", r#"{"a":"foo","b":"bar"}"#),
        ("hello world", r#""hello world""#),
        ("[u'a', b\"b\"]", r#"["a","b"]"#),
        ("['''a\n'b' ''', \"\"\"c \"d\" \"\"\"]", r#"["a\n'b' ","c \"d\" "]"#),
        (r#"{\"a\": \"b \\\"c\\\" \\n\"}"#, r#"{"a":"b \"c\" \n"}"#),
    ]);
}

#[test]
fn strings_with_flaws() {
    check(&[
        ("[\"he said \"hi\" to me\"]", r#"["he said \"hi\" to me"]"#),
        ("{\"a\": \"the \"b\" of c\", \"d\": 1}", r#"{"a":"the \"b\" of c","d":1}"#),
        ("[\"a\tb\nc\"]", r#"["a\tb\nc"]"#),
        (r#"["\d \x41 \' \u00 \u{1f600} \0"]"#, r#"["\\d \u0041 ' \\u00 😀 \u0000"]"#),
        (r#"["C:\Users\data"]"#, r#"["C:\\Users\\data"]"#),
        ("[\"a\" + \"b\" + 'c']", r#"["abc"]"#),
        ("{\"a\": \"b}", r#"{"a":"b"}"#),
        ("{\"a\": \"b, \"c\": \"d\"}", r#"{"a":"b","c":"d"}"#),
        ("{\"a\": \"b,\n\"c\": \"d\"}", r#"{"a":"b","c":"d"}"#),
        ("{\"a\": \"b\n}", r#"{"a":"b"}"#),
        ("[\"one, \"two\", three]", r#"["one, \"two","three"]"#),
    ]);
}

#[test]
fn literals_and_numbers() {
    check(&[
        ("[True, FALSE, None, nil, undefined, NULL]", "[true,false,null,null,null,null]"),
        ("[NaN, -Infinity, inf]", "[null,null,null]"),
        ("[+1, .5, 5., -.5e1, 0x1F, 0b101, 0o17]", "[1,0.5,5,-0.5e1,31,5,15]"),
        ("[1_000, 10n, 007, 1.2.3, 2020-01-01]", r#"[1000,10,"007","1.2.3","2020-01-01"]"#),
        ("{a: 12 apples, b: 50%}", r#"{"a":"12 apples","b":"50%"}"#),
        ("[1, 2e", "[1,2e0]"),
        ("[-", "[-0]"),
    ]);
}

#[test]
fn brackets() {
    check(&[
        ("[1, [2, {\"a\": [3", r#"[1,[2,{"a":[3]}]]"#),
        ("{\"a\": [1, 2}", r#"{"a":[1,2]}"#),
        ("{\"a\": [1, 2}, \"b\": 3}", r#"{"a":[1,2],"b":3}"#),
        ("[{\"a\": 1, {\"b\": 2}]", r#"[{"a":1},{"b":2}]"#),
        ("[{\"a\": 1]", r#"[{"a":1}]"#),
        ("[1, 2}", "[1,2]"),
        ("{\"a\": 1]", r#"{"a":1}"#),
        ("[1]]]", "[1]"),
        ("{{\"a\": 1}}", r#"{"a":1}"#),
        ("{1, 2, 3}", "[1,2,3]"),
        ("{'a', 'b'}", r#"["a","b"]"#),
        ("[(1, 2), (3, 4)]", "[[1,2],[3,4]]"),
        ("[\"a\": 1, \"b\": 2]", r#"{"a":1,"b":2}"#),
        ("\"a\": 1, \"b\": 2", r#"{"a":1,"b":2}"#),
        ("a: 1\nb: 2", r#"{"a":1,"b":2}"#),
        ("{\"a\": 1, \"b", r#"{"a":1,"b":null}"#),
        ("{\"a\": 1, \"b\":", r#"{"a":1,"b":null}"#),
        ("{\"a\": tru", r#"{"a":"tru"}"#),
        ("[", "[]"),
    ]);
}

#[test]
fn what_stands_around() {
    check(&[
        ("\u{feff}{}", "{}"),
        ("```json\n{\"a\": 1}\n```", r#"{"a":1}"#),
        ("Here you are:\n```json\n{\"a\": 1}\n```\nEnjoy!", r#"{"a":1}"#),
        ("```\n[1,\n", "[1]"),
        ("Sure! The result: {\"a\": 1} Hope it helps.", r#"{"a":1}"#),
        ("callback({\"a\": 1});", r#"{"a":1}"#),
        ("({\"a\": 1})", r#"{"a":1}"#),
        ("const x = {a: 1};", r#"{"a":1}"#),
        ("{\"_id\": ObjectId(\"5\"), d: new Date(5), e: now()}", r#"{"_id":"5","d":5,"e":null}"#),
        ("[1, 2, ...]", "[1,2]"),
        ("{\"a\": 1, ...rest}", r#"{"a":1}"#),
        ("[1, …, 9]", "[1,9]"),
        ("// one\n[1 /* two */, # three\n 2]<!-- four -->", "[1,2]"),
        ("{a /* key */: 1}", r#"{"a":1}"#),
        ("[\u{a0}1]", "[1]"),
        ("{\"a\":1}\n{\"b\":2}\n", r#"[{"a":1},{"b":2}]"#),
        ("1, 2", "[1,2]"),
        ("[1],", "[1]"),
    ]);
}

#[test]
fn changes_say_where_and_what() {
    let repaired = repair("{\n  'é': [1,],\n  b: True\n}", &RepairOptions::default()).unwrap();
    assert_eq!(repaired.text, "{\n  \"é\": [\n    1\n  ],\n  \"b\": true\n}\n");
    let changes: Vec<_> = repaired
        .changes
        .iter()
        .map(|it| (it.code, it.line, it.column, it.offset, it.length, it.was.as_str(), it.became.as_str()))
        .collect();
    assert_eq!(
        changes,
        [
            (RepairCode::Quotes, 2, 3, 4, 4, "'é'", "\"é\""),
            (RepairCode::TrailingComma, 2, 10, 12, 1, ",", ""),
            (RepairCode::UnquotedKey, 3, 3, 18, 1, "b", "\"b\""),
            (RepairCode::Literal, 3, 6, 21, 4, "True", "true"),
        ]
    );
}

#[test]
fn json_is_left_alone() {
    let source = "{ \"a\": [1.10, -0, 1E5, \"\\u0041\\/\"], \"a\": {} }";
    let repaired = repair(source, &options()).unwrap();
    assert_eq!(repaired.text, r#"{"a":[1.10,-0,1E5,"\u0041\/"],"a":{}}"#);
    assert!(repaired.changes.is_empty());
}

#[test]
fn limits_hold() {
    assert_eq!(repair("", &options()).unwrap_err().code, Code::Empty);
    assert_eq!(repair(" // nothing", &options()).unwrap_err().code, Code::Empty);
    let mut narrow = options();
    narrow.max_depth = 2;
    assert!(repair("[[1,]", &narrow).is_ok());
    assert_eq!(repair("[[[1,]", &narrow).unwrap_err().code, Code::Depth);
    assert_eq!(repair(&"[".repeat(1_000_000), &options()).unwrap_err().code, Code::Depth);
    narrow.max_changes = 3;
    let repaired = repair(&format!("[{}]", "'a',".repeat(10)), &narrow).unwrap();
    assert_eq!((repaired.changes.len(), repaired.omitted), (3, 8));
    let mut deepest = options();
    deepest.max_depth = 100_000;
    assert_eq!(repair(&"{a:[".repeat(50_000), &deepest).unwrap().text.len(), 50_000 * 8);
}

/// Sources that make a step of linear time in each of many places quadratic, if one is.
#[test]
fn long_garbage_is_repaired() {
    let patterns = [
        "]",
        "}",
        "1],",
        "{\"a\":1}]",
        "\"a\", b, ",
        "'",
        "\"",
        "`a",
        "(",
        "f(",
        "a ",
        "a: ",
        "1 ",
        "[1}",
        "\\",
        "\\\"",
        "\"\"\"",
        "'''",
        "```",
        "/*",
        "//\n",
        "# ",
        "...",
        "\"a\" + ",
        "\"\n",
        "{a",
        "a=",
        "\u{a0}",
        "\u{201c}",
        "\"x\": \"y, ",
    ];
    for pattern in patterns {
        for prefix in ["", "[", "{\"a\": "] {
            let source = format!("{prefix}{}", pattern.repeat(200_000 / pattern.len()));
            if let Ok(repaired) = repair(&source, &options()) {
                assert!(parse(&repaired.text).is_ok(), "{prefix}{pattern}");
            }
        }
    }
}

proptest! {
    #[test]
    fn garbage_becomes_json(source in r#"[\[\]{}():,;'"`“”a-f0-9x+.\-eEnN/*# \n\\…=]{0,60}"#) {
        match repair(&source, &options()) {
            Ok(once) => {
                prop_assert!(parse(&once.text).is_ok(), "{}", once.text);
                let twice = repair(&once.text, &options()).unwrap();
                prop_assert_eq!(twice.text, once.text);
                prop_assert!(twice.changes.is_empty());
            }
            Err(problem) => prop_assert_eq!(problem.code, Code::Empty),
        }
    }

    #[test]
    fn any_text_becomes_json(source in "\\PC{0,80}") {
        match repair(&source, &options()) {
            Ok(once) => prop_assert!(parse(&once.text).is_ok(), "{}", once.text),
            Err(problem) => prop_assert_eq!(problem.code, Code::Empty),
        }
    }

    #[test]
    fn json_keeps_its_tokens(source in json()) {
        let repaired = repair(&source, &options()).unwrap();
        prop_assert_eq!(repaired.text, minify(&source, &MinifyOptions::default()).unwrap());
        prop_assert!(repaired.changes.is_empty());
    }

    #[test]
    fn what_is_cut_off_is_closed(source in json(), share in 0.0..1.0) {
        let mut end = (source.len() as f64 * share) as usize;
        while !source.is_char_boundary(end) {
            end -= 1;
        }
        match repair(&source[..end], &options()) {
            Ok(repaired) => prop_assert!(parse(&repaired.text).is_ok()),
            Err(problem) => prop_assert_eq!(problem.code, Code::Empty),
        }
    }
}
