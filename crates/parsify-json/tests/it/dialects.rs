//! JSON5 and JSONC as trees.

use parsify_json::tree::{DEPTH, parse};
use parsify_json::{Code, ConvertOptions, Dialect, Format, Lossy, convert, parse_dialect};
use proptest::prelude::*;

use crate::generate::json;

fn json5(source: &str) -> String {
    parse_dialect(source, Dialect::Json5).unwrap_or_else(|problem| panic!("{source}: {problem}")).to_json()
}

#[test]
fn everything_of_json5_has_a_meaning() {
    for (source, meaning) in [
        (
            "{unquoted: 1, $a_1: 2, 'single': 3, \\u0061b: 4, é: 5, \"x\": 6,}",
            r#"{"unquoted":1,"$a_1":2,"single":3,"ab":4,"é":5,"x":6}"#,
        ),
        (
            "[+1, -0, .5, 5., 0xdecAF, -0X10, 1e5, +.5e-3, 0x123456789abcdef0123456789]",
            "[1,-0,0.5,5,912559,-16,1e5,0.5e-3,90144042682896311822508713865]",
        ),
        (
            r#"['it\'s', "a\
b", '\x41\u00e9\v\0\q', "\
", 'tab	x', "\ud83d\ude00"]"#,
            "[\"it's\",\"ab\",\"Aé\\u000b\\u0000q\",\"\",\"tab\\tx\",\"\\ud83d\\ude00\"]",
        ),
        ("\u{feff}// one\n/* two */[\u{a0}1\u{2028},\u{3000}2 /**/, ]//", "[1,2]"),
        ("{}", "{}"),
        ("null", "null"),
        ("'\u{2028}'", "\"\u{2028}\""),
        (r"'\ud800'", "\"\u{fffd}\""),
    ] {
        assert_eq!(json5(source), meaning);
    }
}

#[test]
fn what_is_json_stays_as_it_is_written() {
    let source = r#"{"a":1.10,"b":"\u0041\/","\ud800":[1E+2,-0.0]}"#;
    assert_eq!(json5(source), source);
    assert_eq!(parse_dialect(source, Dialect::Jsonc).unwrap(), parse(source).unwrap());
}

#[test]
fn jsonc_has_comments_and_trailing_commas_only() {
    let read = |source| parse_dialect(source, Dialect::Jsonc).map(|value| value.to_json());
    assert_eq!(read("// a\n{\"a\": [1, /* b */ 2,], }\n").unwrap(), r#"{"a":[1,2]}"#);
    for (source, code) in [
        ("{a: 1}", Code::UnexpectedCharacter),
        ("'a'", Code::SingleQuotes),
        ("[+1]", Code::InvalidNumber),
        ("[0x1]", Code::InvalidNumber),
        ("\u{a0}1", Code::UnexpectedCharacter),
        ("[NaN]", Code::UnexpectedCharacter),
        ("\"a\nb\"", Code::UnclosedString),
    ] {
        assert_eq!(read(source).unwrap_err().code, code, "{source}");
    }
}

#[test]
fn problems_have_a_place() {
    for (source, code, column) in [
        ("", Code::Empty, 1),
        ("  // only", Code::Empty, 10),
        ("[1 2]", Code::MissingComma, 4),
        ("{a 1}", Code::MissingColon, 4),
        ("{a: }", Code::UnexpectedCharacter, 5),
        ("{a:", Code::MissingValue, 4),
        ("[1", Code::UnclosedBracket, 3),
        ("[1}", Code::MismatchedBracket, 3),
        ("[,]", Code::UnexpectedCharacter, 2),
        ("1 2", Code::SeveralValues, 3),
        ("'a", Code::UnclosedString, 1),
        ("'\\1'", Code::InvalidEscape, 2),
        ("'\\x4'", Code::InvalidEscape, 2),
        ("[01]", Code::InvalidNumber, 2),
        ("[1..2]", Code::InvalidNumber, 2),
        ("[.]", Code::InvalidNumber, 2),
        ("[0x]", Code::InvalidNumber, 2),
        ("[1e]", Code::InvalidNumber, 2),
        ("[/* ]", Code::Comment, 2),
        ("[1, Infinity]", Code::NonFiniteNumber, 5),
        ("{1a: 1}", Code::UnexpectedCharacter, 2),
    ] {
        let problem = parse_dialect(source, Dialect::Json5).unwrap_err();
        assert_eq!((problem.code, problem.column), (code, column), "{source}: {problem}");
    }
}

#[test]
fn depth_and_digits_have_limits() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(parse_dialect(&nested(DEPTH), Dialect::Json5).is_ok());
    assert_eq!(parse_dialect(&nested(DEPTH + 1), Dialect::Json5).unwrap_err().code, Code::Depth);
    let unclosed = "{a:".repeat(100_000);
    assert_eq!(parse_dialect(&unclosed, Dialect::Json5).unwrap_err().code, Code::Depth);
    assert!(parse_dialect(&format!("0x{}", "f".repeat(1024)), Dialect::Json5).is_ok());
    assert!(parse_dialect(&format!("0x{}", "f".repeat(1025)), Dialect::Json5).is_err());
}

#[test]
fn conversions_say_what_is_lost() {
    let options = ConvertOptions::new(Format::Json5, Format::Json);
    let converted = convert("// why\n{a: [1, NaN], b: -Infinity}", &options).unwrap();
    assert_eq!(converted.document.as_text(), Some("{\n  \"a\": [\n    1,\n    null\n  ],\n  \"b\": null\n}\n"));
    let notes: Vec<_> = converted.notes.iter().map(|note| (note.pointer.as_str(), note.place.unwrap().line)).collect();
    assert_eq!(notes, [("", 1), ("/a/1", 2), ("/b", 2)]);
    let mut strict = ConvertOptions::new(Format::Json5, Format::Json);
    strict.lossy = Lossy::Error;
    assert!(convert("[NaN]", &strict).is_err());
}

#[test]
fn json5_is_written_with_bare_keys() {
    let options = ConvertOptions::new(Format::Json, Format::Json5);
    let converted = convert(r#"{"a": 1, "b-c": {"$x": null, "": "it's"}}"#, &options).unwrap();
    let text = "{\n  a: 1,\n  \"b-c\": {\n    $x: null,\n    \"\": \"it's\"\n  }\n}\n";
    assert_eq!(converted.document.as_text(), Some(text));
}

proptest! {
    #[test]
    fn json_means_the_same(source in json()) {
        for dialect in [Dialect::Jsonc, Dialect::Json5] {
            prop_assert_eq!(parse_dialect(&source, dialect).unwrap(), parse(&source).unwrap());
        }
    }

    #[test]
    fn json5_comes_back(source in json()) {
        let there = convert(source.as_str(), &ConvertOptions::new(Format::Json, Format::Json5)).unwrap();
        let back = convert(there.document.as_text().unwrap(), &ConvertOptions::new(Format::Json5, Format::Json)).unwrap();
        prop_assert_eq!(parse(back.document.as_text().unwrap()).unwrap(), parse(&source).unwrap());
    }

    #[test]
    fn garbage_is_read_or_refused(source in "[\\[\\]{}:,'\"a-f0-9x+.\\-eEInN/* \n\\\\\u{2028}]{0,60}") {
        for dialect in [Dialect::Jsonc, Dialect::Json5] {
            if let Ok(value) = parse_dialect(&source, dialect) {
                prop_assert!(parse(&value.to_json()).is_ok());
            }
        }
    }
}
