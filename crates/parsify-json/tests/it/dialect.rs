//! JSONC and JSON5 as trees.

use parsify_json::tree::{DEPTH, parse, parse_dialect};
use parsify_json::{Code, Dialect};

fn json5(source: &str) -> String {
    parse_dialect(source, Dialect::Json5).unwrap_or_else(|problem| panic!("{source}: {problem}")).to_json()
}

fn code(source: &str, dialect: Dialect) -> (Code, usize) {
    let problem = parse_dialect(source, dialect).expect_err(source);
    (problem.code, problem.offset)
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
