//! JSON5 and JSONC as trees.

use parsify_json::tree::{DEPTH, parse};
use parsify_json::{Code, ConvertOptions, Dialect, Format, Lossy, NoteCode, convert, parse_dialect};
use proptest::prelude::*;

use crate::generate::json;

fn json5(source: &str) -> String {
    parse_dialect(source, Dialect::Json5).unwrap_or_else(|problem| panic!("{source}: {problem}")).to_json()
}

fn code(source: &str, dialect: Dialect) -> (Code, usize) {
    let problem = parse_dialect(source, dialect).expect_err(source);
    (problem.code, problem.offset)
}

#[test]
fn everything_of_json5_has_a_meaning() {
    for (source, meaning) in [
        (
            "{unquoted: 1, $a_1: 2, 'single': 3, \\u0061b: 4, é: 5, \"x\": 6,}",
            r#"{"unquoted":1,"$a_1":2,"single":3,"\u0061b":4,"é":5,"x":6}"#,
        ),
        (
            "[+1, -0, .5, 5., 0xdecAF, -0X10, 1e5, +.5e-3, 0x123456789abcdef0123456789]",
            "[1,-0,0.5,5,912559,-16,1e5,0.5e-3,90144042682896311822508713865]",
        ),
        (
            r#"['it\'s', "a\
b", '\x41\u00e9\v\0\q', "\
", 'tab	x', "\ud83d\ude00"]"#,
            "[\"it's\",\"ab\",\"\\u0041\\u00e9\\u000b\\u0000q\",\"\",\"tab\\tx\",\"\\ud83d\\ude00\"]",
        ),
        ("\u{feff}// one\n/* two */[\u{a0}1\u{2028},\u{3000}2 /**/, ]//", "[1,2]"),
        ("{}", "{}"),
        ("null", "null"),
        ("'\u{2028}'", "\"\u{2028}\""),
        (r"'\ud800'", r#""\ud800""#),
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
        ("{a: 1}", Code::UnquotedKey),
        ("'a'", Code::SingleQuotes),
        ("[+1]", Code::LeadingPlus),
        ("[0x1]", Code::HexNumber),
        ("\u{a0}1", Code::UnexpectedSpace),
        ("[NaN]", Code::NonFiniteNumber),
        ("\"a\nb\"", Code::UnclosedString),
    ] {
        assert_eq!(read(source).unwrap_err().code, code, "{source}");
    }
}

#[test]
fn numbers_are_said_in_json() {
    let cases = [
        ("+5", "5"),
        (".5", "0.5"),
        ("-.5e1", "-0.5e1"),
        ("5.", "5"),
        ("5.e-3", "5e-3"),
        ("1.10", "1.10"),
        ("0x10", "16"),
        ("-0XfF", "-255"),
        ("-0x0", "-0"),
        ("+0x000", "0"),
        ("0xffffffffffffffff", "18446744073709551615"),
        ("0x10000000000000000", "18446744073709551616"),
        ("0x100000000000000000000000000000001", "340282366920938463463374607431768211457"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ];
    for (source, json) in cases {
        assert_eq!(json5(source), json, "{source}");
    }
}

#[test]
fn strings_are_said_in_json() {
    let cases = [
        ("'a'", r#""a""#),
        (r#"'say "hi"'"#, r#""say \"hi\"""#),
        (r#""it\'s""#, r#""it's""#),
        (r"'\x41\u0041\v\0\a\é'", r#""\u0041\u0041\u000b\u0000aé""#),
        ("'a\\\nb\\\r\nc\\\u{2028}d'", r#""abcd""#),
        ("'\t\u{1}\u{2028}'", "\"\\t\\u0001\u{2028}\""),
        (r"'\ud83d\ude00 \/ \\ \n'", r#""\ud83d\ude00 \/ \\ \n""#),
    ];
    for (source, json) in cases {
        assert_eq!(json5(source), json, "{source}");
    }
}

#[test]
fn names_are_keys() {
    let source = r"{a: 1, $_9: 2, ünï: 3, \u0061b: 4, null: 5, 'a b': 6, a\u{0}: 7}".replace(r"\u{0}", "\u{200c}");
    let value = parse_dialect(&source, Dialect::Json5).unwrap();
    let object = value.as_object().unwrap();
    let keys: Vec<String> = object.keys().map(|key| key.to_str().unwrap().into_owned()).collect();
    assert_eq!(keys, ["a", "$_9", "ünï", "ab", "null", "a b", "a\u{200c}"]);
    for bad in ["{1a: 1}", "{a-b: 1}", "{\\u0031: 1}", "{\\ud800: 1}", "{a b: 1}", "{\u{301}: 1}", "{: 1}"] {
        assert!(parse_dialect(bad, Dialect::Json5).is_err(), "{bad}");
    }
}

#[test]
fn spaces_and_comments_are_passed_over() {
    let source = "\u{feff}\u{a0}// one\u{2028}[/* two */1\u{b},\u{3000}2,/**/]\r// three";
    assert_eq!(json5(source), "[1,2]");
    let jsonc = "// one\n{/* two */ \"a\" /* three */ : // four\r\n [1, /* , */ ], }";
    assert_eq!(parse_dialect(jsonc, Dialect::Jsonc).unwrap().to_json(), r#"{"a":[1]}"#);
}

#[test]
fn what_a_dialect_lacks_is_a_problem() {
    use Dialect::{Json, Json5, Jsonc};
    assert_eq!(code("// no\n1", Json), (Code::Comment, 0));
    assert_eq!(code("{a: 1}", Jsonc), (Code::UnquotedKey, 1));
    assert_eq!(code("['a']", Jsonc), (Code::SingleQuotes, 1));
    assert_eq!(code("[.5]", Jsonc), (Code::LeadingDot, 1));
    assert_eq!(code("[\u{a0}1]", Jsonc), (Code::UnexpectedSpace, 1));
    assert_eq!(code("[,]", Jsonc), (Code::ExtraComma, 1));
    assert_eq!(code("[1,,]", Json5), (Code::ExtraComma, 3));
    assert_eq!(code("{,}", Json5), (Code::ExtraComma, 1));
    assert_eq!(code("[1 /* no end", Jsonc), (Code::UnclosedComment, 3));
    assert_eq!(code("[012]", Json5), (Code::LeadingZero, 1));
    assert_eq!(code("[0x]", Json5), (Code::HexNumber, 1));
    assert_eq!(code(r"['\1']", Json5), (Code::InvalidEscape, 2));
    assert_eq!(code(r"['\x4']", Json5), (Code::InvalidEscape, 2));
    assert_eq!(code("['a\nb']", Json5).0, Code::UnclosedString);
    assert_eq!(code("[`a`]", Json5), (Code::WrongQuotes, 1));
    assert_eq!(code("// only\n", Jsonc).0, Code::Empty);
    assert_eq!(code("1 2", Json5), (Code::SeveralValues, 2));
    for none in ["Infinity", "-Infinity", "+NaN"] {
        assert_eq!(code(none, Json5), (Code::NonFiniteNumber, 0));
    }
}

#[test]
fn json_is_json_in_every_dialect() {
    let source = r#" {"a": [1, -0, 1.10e5, "A\u00e9\/", true, false, null, [], {}], "a": "'"} "#;
    let strict = parse(source).unwrap();
    for dialect in [Dialect::Json, Dialect::Jsonc, Dialect::Json5] {
        assert_eq!(parse_dialect(source, dialect).unwrap(), strict);
    }
}

#[test]
fn depth_is_bounded() {
    for dialect in [Dialect::Jsonc, Dialect::Json5] {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(parse_dialect(&nested(DEPTH), dialect).is_ok());
        assert_eq!(code(&nested(DEPTH + 1), dialect).0, Code::Depth);
        assert_eq!(code(&"[".repeat(1_000_000), dialect).0, Code::Depth);
    }
}

#[test]
fn giant_hexadecimal_numbers_are_exact_or_refused() {
    let ones = |count: usize| format!("0x{}", "f".repeat(count));
    assert_eq!(json5(&ones(1024)).len(), 1234);
    assert_eq!(code(&ones(1025), Dialect::Json5), (Code::HexNumber, 0));
    assert_eq!(code(&ones(1_000_000), Dialect::Json5), (Code::HexNumber, 0));
}

#[test]
fn conversions_count_the_comments_that_are_lost() {
    for (from, source) in [(Format::Json5, "{a: 1 /* one */} // two"), (Format::Jsonc, "// one\n{/* two */\"a\": 1}")] {
        let converted = convert(source, &ConvertOptions::new(from, Format::Json)).unwrap();
        let notes: Vec<_> = converted.notes.iter().map(|note| (note.code, note.message.as_str())).collect();
        assert_eq!(notes, [(NoteCode::Comment, "comments are not carried over: 2 of them")], "{source}");
    }
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
