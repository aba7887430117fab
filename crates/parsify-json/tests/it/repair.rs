//! What `repair` makes of what is nearly JSON.

use parsify_interface::Failure;
use parsify_json::tree::parse;
use parsify_json::{
    Indent, MinifyOptions, NonFinite, RepairCode, RepairOptions, RepairReport, RepairValues, minify, repair,
};
use proptest::prelude::*;

use crate::generate::{json, mutated, soup};

/// The document and the report; checks what holds for every document.
fn attempt(source: &str, options: &RepairOptions) -> Result<(String, RepairReport), Failure> {
    let repaired = repair(source, options)?;
    assert!(parse(&repaired.json).is_ok(), "{source} became {}", repaired.json);
    let again = repair(&repaired.json, options).unwrap();
    assert_eq!((again.json.as_str(), again.report.changed), (repaired.json.as_str(), false), "{source}");
    let report = repaired.report;
    assert_eq!(report.changed, !report.changes.is_empty());
    assert_eq!(report.counts.values().sum::<usize>(), report.changes.len() + report.omitted);
    if options.indent.is_none()
        && report.omitted == 0
        && let Some(explained) = explained(source, &report)
    {
        assert_eq!(explained.trim(), repaired.json.trim(), "{source}: {:#?}", report.changes);
    }
    Ok((repaired.json, report))
}

/// What becomes of the source by the changes that are listed, of those within others the outer ones. None if one is cut.
fn explained(source: &str, report: &RepairReport) -> Option<String> {
    let (mut text, mut at, mut string_ends) = (String::new(), 0, None);
    for change in &report.changes {
        if change.after.ends_with('…') {
            return None;
        }
        let closes_string = change.code == RepairCode::UnclosedString && string_ends == Some(change.offset);
        if change.offset < at || closes_string {
            assert!(change.offset + change.length <= at, "{source}: changes overlap: {:#?}", report.changes);
            continue;
        }
        text.push_str(&source[at..change.offset]);
        text.push_str(&change.after);
        at = change.offset + change.length;
        if matches!(change.code, RepairCode::Quotes | RepairCode::Concatenation) {
            string_ends = Some(at);
        }
    }
    text.push_str(&source[at..]);
    Some(text)
}

fn repaired(source: &str) -> (String, RepairReport) {
    attempt(source, &RepairOptions::default()).unwrap_or_else(|failure| panic!("{source}: {failure:?}"))
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (source, json) in cases {
        let (text, report) = repaired(source);
        assert_eq!(minify(&text, &MinifyOptions::default()).unwrap(), *json, "{source}");
        assert!(report.changed, "{source}: no change is listed");
    }
}

/// Sources that have no repair that is safe: the code, and the offset of the place.
#[track_caller]
fn refused(cases: &[(&str, &str, usize)]) {
    for (source, code, offset) in cases {
        let failure = attempt(source, &RepairOptions::default()).expect_err(source);
        assert_eq!((failure.code(), failure.details()["offset"].as_u64()), (*code, Some(*offset as u64)), "{source}");
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
        ("{\"a\": tru", r#"{"a":true}"#),
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
    let (json, report) = repaired("{\n  'é': [1,],\n  b: True\n}");
    assert_eq!(json, "{\n  \"é\": [1],\n  \"b\": true\n}");
    let changes: Vec<_> = report
        .changes
        .iter()
        .map(|it| (it.code, it.line, it.column, it.offset, it.length, it.before.as_str(), it.after.as_str()))
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
    assert_eq!(report.changes[0].message, "replaced quotes by double quotes");
    assert_eq!(report.counts[&RepairCode::TrailingComma], 1);
}

#[test]
fn layout_is_kept_or_asked_for() {
    let source = "{\n\ta : 1 ,\n\n\tb: [1,   2\n";
    assert_eq!(repaired(source).0, "{\n\t\"a\" : 1 ,\n\n\t\"b\": [1,   2]}\n");
    let mut options = RepairOptions::default();
    options.indent = Some(Indent::None);
    assert_eq!(attempt(source, &options).unwrap().0, r#"{"a":1,"b":[1,2]}"#);
    assert_eq!(attempt("[ 1 ]", &options).unwrap(), ("[1]".to_owned(), RepairReport::default()));
    options.indent = Some(Indent::default());
    assert_eq!(attempt("[1,]", &options).unwrap().0, "[\n  1\n]\n");
}

#[test]
fn several_values_become_an_array_or_a_failure() {
    let source = "{\"a\": 1}\n{\"b\": 2}\n";
    assert_eq!(repaired(source).0, "[{\"a\": 1},\n{\"b\": 2}]\n");
    let mut options = RepairOptions::default();
    options.values = RepairValues::Error;
    let failure = attempt(source, &options).unwrap_err();
    assert_eq!((failure.code(), failure.details()["line"].as_u64()), ("repair.values", Some(2)));
    assert!(attempt("Text {a: 1} and text", &options).is_ok());
}

#[test]
fn infinities_become_null_or_text() {
    let mut options = RepairOptions::default();
    options.non_finite = NonFinite::Text;
    assert_eq!(attempt("[NaN, -inf, Infinity]", &options).unwrap().0, r#"["NaN", "-Infinity", "Infinity"]"#);
}

#[test]
fn json_stays_byte_by_byte() {
    let sources = [
        "{ \"a\": [1.10, -0, 1E5, \"\\u0041\\/\"], \"a\": {} }\r\n",
        " null ",
        "\"// 'x', [\"",
        "1e400",
        "\"\\ud800\"",
    ];
    for source in sources {
        assert_eq!(repaired(source), (source.to_owned(), RepairReport::default()));
    }
}

#[test]
fn what_is_not_safe_is_refused() {
    refused(&[
        ("", "json.empty", 0),
        (" // nothing", "json.empty", 11),
        ("[1, /* 2, 3]", "repair.ambiguous", 4),
        ("{\"a\": {\"b\": 1}}, \"c\": 2}", "repair.ambiguous", 20),
        ("{\"a\": \"b\": \"c\"}", "repair.ambiguous", 9),
        ("{\"a\": 1, [2]}", "repair.ambiguous", 9),
        ("[1 % 2]", "repair.ambiguous", 3),
        ("[\"a\" + b]", "repair.ambiguous", 5),
        ("{\"f\": function (x) { return x; }}", "repair.ambiguous", 6),
        ("{\"f\": \u{1}}", "repair.ambiguous", 6),
        ("{\"a\": 1} so \"b\": 2", "repair.ambiguous", 9),
        ("text on\ntwo lines", "repair.no-json", 0),
    ]);
}

#[test]
fn limits_hold() {
    let mut narrow = RepairOptions::default();
    narrow.max_depth = 2;
    assert!(attempt("[[1,]", &narrow).is_ok());
    for source in ["[[[1,]", "[[1]] [2]", "((('a", "f([[1", "\"a\": [[1"] {
        let failure = attempt(source, &narrow).expect_err(source);
        assert_eq!(failure.code(), "json.depth", "{source}");
    }
    narrow.max_changes = 3;
    let (_, report) = attempt(&format!("[{}]", "'a',".repeat(10)), &narrow).unwrap();
    assert_eq!((report.changes.len(), report.omitted, report.counts[&RepairCode::Quotes]), (3, 8, 10));
    for bracket in ["[", "(", "{a:[", "[f(", "[[{\"a\":"] {
        let outcome = repair(&bracket.repeat(100_000), &RepairOptions::default());
        assert!(outcome.is_err_and(|failure| failure.code() == "json.depth"), "{bracket}");
    }
    let mut deepest = RepairOptions::default();
    deepest.max_depth = 100_000;
    assert_eq!(repair(&"{a:[".repeat(50_000), &deepest).unwrap().json.len(), 50_000 * 8);
    assert_eq!(repair(&"[".repeat(100_000), &deepest).unwrap().json.len(), 200_000);
    assert_eq!(repair(&"[".repeat(100_001), &deepest).unwrap_err().code(), "json.depth");
}

/// Sources that make a step of linear time in each of many places quadratic, if one is.
#[test]
fn long_garbage_ends() {
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
        "{{",
        "a;",
        "1;",
        "a /**/ b",
        "\" ",
        "\"a\n",
        "x\n",
        "x, ",
        "[x ",
        "`{",
        "`",
        "new ",
        "u'",
        "r\"\\",
        "\"}",
        "\"]\n",
        "+",
        "-",
        "{1",
        "(1,",
        "((1)",
        "\"\"",
        "'\"",
        "\\n",
        "a:1\n",
        "<!--",
        "\"a\" ",
        "'a' + ",
        "{'a'",
        "[\"a\":",
        "true ",
        "NaN",
        "0x",
        "\"\\u{",
        "…",
        "{a ",
        "12 a ",
        "[]",
        "{}\n",
        "a[",
        "a`",
    ];
    for pattern in patterns {
        for prefix in ["", "[", "{\"a\": ", "{", "[\"", "{a: ", "1, ", "x {"] {
            let source = format!("{prefix}{}", pattern.repeat(100_000 / pattern.len()));
            if let Ok(repaired) = repair(&source, &RepairOptions::default()) {
                assert!(repaired.report.changed, "{prefix}{pattern}");
            }
        }
    }
}

#[test]
fn doubled_braces_around_nothing() {
    for (source, json) in
        [("{{},\"a\"\"", "{\"a\\\"\": null}"), ("{{}, \"a\": 1}", "{ \"a\": 1}"), ("{{}}", "{}"), ("{{},}", "{}")]
    {
        assert_eq!(repair(source, &RepairOptions::default()).unwrap().json, json, "{source}");
    }
}

/// Whether a failure is one of those that the page lists, with a place.
fn is_known(failure: &Failure) -> bool {
    ["json.empty", "json.depth", "repair.ambiguous", "repair.no-json"].contains(&failure.code())
        && failure.details().contains_key("offset")
}

#[test]
fn a_string_that_is_cut_off_may_look_like_a_comment() {
    check(&[
        (r#"{"a":""," /*"#, r#"{"a":""," /*":null}"#),
        (r#"{"a":""," <!-- b"#, r#"{"a":""," <!-- b":null}"#),
        (r#"{"a":"" /* b */,"c"#, r#"{"a":"","c":null}"#),
    ]);
    let failure = attempt(r#"["a" /* b"#, &RepairOptions::default()).unwrap_err();
    assert_eq!(failure.code(), "repair.ambiguous");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn garbage_becomes_json_or_a_failure(source in r#"[\[\]{}():,;'"`“”a-f0-9x+.\-eEnN/*# \n\\…=]{0,60}"#) {
        if let Err(failure) = attempt(&source, &RepairOptions::default()) {
            prop_assert!(is_known(&failure), "{failure:?}");
        }
    }

    #[test]
    fn any_text_becomes_json_or_a_failure(source in "\\PC{0,80}") {
        if let Err(failure) = attempt(&source, &RepairOptions::default()) {
            prop_assert!(is_known(&failure), "{failure:?}");
        }
    }

    #[test]
    fn soup_becomes_json_or_a_failure(source in soup()) {
        if let Err(failure) = attempt(&source, &RepairOptions::default()) {
            prop_assert!(is_known(&failure), "{failure:?}");
        }
    }

    #[test]
    fn damaged_documents_become_json_or_a_failure(source in mutated()) {
        if let Err(failure) = attempt(&source, &RepairOptions::default()) {
            prop_assert!(is_known(&failure), "{failure:?}");
        }
    }

    #[test]
    fn json_is_left_alone(source in json()) {
        prop_assert_eq!(repaired(&source), (source, RepairReport::default()));
    }

    #[test]
    fn relaxed_documents_keep_their_values(source in json()) {
        let relaxed = relaxed(&source);
        let (json, _) = repaired(&relaxed);
        prop_assert!(parse(&json).unwrap().same(&parse(&source).unwrap()), "{relaxed} became {json}");
    }

    #[test]
    fn what_is_cut_off_is_closed(source in json()) {
        for end in 0..source.len() {
            let Some(cut) = source.get(..end) else { continue };
            if let Err(failure) = attempt(cut, &RepairOptions::default()) {
                prop_assert_eq!(failure.code(), "json.empty", "{}", cut);
                prop_assert!(cut.trim().is_empty());
            }
        }
    }
}

/// The document with comments, in single quotes, and with commas behind all entries.
fn relaxed(source: &str) -> String {
    let (mut text, mut in_string, mut escaped, mut last) = (String::new(), false, false, ' ');
    for found in source.chars() {
        match found {
            '"' if !escaped => {
                in_string = !in_string;
                text.push('\'');
            }
            '\'' => text.push_str("\\'"),
            ']' | '}' if !in_string && !matches!(last, '[' | '{') => {
                text.push_str(", // comment\n");
                text.push(found);
            }
            _ => text.push(found),
        }
        escaped = in_string && found == '\\' && !escaped;
        if !found.is_whitespace() {
            last = found;
        }
    }
    text
}
