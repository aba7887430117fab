//! Every reachable problem, and sense after each.

use crate::check::{finds, validation};
use parsify_json::Code::{self, *};
use parsify_json::{ValidateOptions, validate};

#[test]
fn good_documents_have_no_problems() {
    for source in ["null", "[]", "{}", "-1.5e-7", "\"\"", "[1, {\"a\": [true, false]}]", " \"\\uDBFF\" \n"] {
        finds(source, &[]);
    }
}

#[test]
fn single_mistakes() {
    let cases: &[(&str, Code)] = &[
        ("", Empty),
        (" \n\t", Empty),
        ("\u{feff}{}", ByteOrderMark),
        ("[1,]", TrailingComma),
        ("{\"a\": 1, }", TrailingComma),
        ("[1, // last\n]", Comment),
        ("[,1]", ExtraComma),
        ("[1,,2]", ExtraComma),
        ("{,\"a\": 1}", ExtraComma),
        ("[1 2]", MissingComma),
        ("[1; 2]", MissingComma),
        ("{\"a\": 1 \"b\": 2}", MissingComma),
        ("[[1] [2]]", MissingComma),
        ("{\"a\" 1}", MissingColon),
        ("{\"a\" = 1}", MissingColon),
        ("{\"a\" => 1}", MissingColon),
        ("{\"a\"}", MissingColon),
        ("{\"a\", \"b\": 1}", MissingColon),
        ("{\"a\":}", MissingValue),
        ("{\"a\":, \"b\": 1}", MissingValue),
        ("{: 1}", MissingKey),
        ("{[1]}", MissingKey),
        ("[\"a\": 1]", UnexpectedColon),
        ("{\"a\": : 1}", UnexpectedColon),
        ("['a']", SingleQuotes),
        ("{'a': 1}", SingleQuotes),
        ("['it\\'s']", SingleQuotes),
        ("[`a`]", WrongQuotes),
        ("[“a”]", WrongQuotes),
        ("{„a”: 1}", WrongQuotes),
        ("[«a»]", WrongQuotes),
        ("{a: 1}", UnquotedKey),
        ("{1: 1}", UnquotedKey),
        ("{über-key: 1}", UnquotedKey),
        ("[hello]", UnquotedString),
        ("[nul]", UnquotedString),
        ("[truex]", UnquotedString),
        ("[/* x */ 1]", Comment),
        ("// x\n1", Comment),
        ("1 # x", Comment),
        ("1 /* x", Comment),
        ("[NaN]", NonFiniteNumber),
        ("[-Infinity]", NonFiniteNumber),
        ("[+inf]", NonFiniteNumber),
        ("[undefined]", Undefined),
        ("[True]", PythonLiteral),
        ("[None]", PythonLiteral),
        ("[FALSE]", UnknownLiteral),
        ("[nil]", UnknownLiteral),
        ("[007]", LeadingZero),
        ("[-01.5]", LeadingZero),
        ("[+1]", LeadingPlus),
        ("[.5]", LeadingDot),
        ("[-.5]", LeadingDot),
        ("[5.]", TrailingDot),
        ("[5.e3]", TrailingDot),
        ("[0x1F]", HexNumber),
        ("[-0Xff]", HexNumber),
        ("[1e]", InvalidNumber),
        ("[1e+]", InvalidNumber),
        ("[-]", InvalidNumber),
        ("[--1]", InvalidNumber),
        ("[1_000]", InvalidNumber),
        ("[10n]", InvalidNumber),
        ("[2024-01-01]", InvalidNumber),
        ("[1.2.3]", InvalidNumber),
        ("[\"\\x\"]", InvalidEscape),
        ("[\"\\é\"]", InvalidEscape),
        ("[\"\\u12\"]", InvalidUnicodeEscape),
        ("[\"\\uZZZZ\"]", InvalidUnicodeEscape),
        ("[\"a\tb\"]", ControlCharacter),
        ("[\"\0\"]", ControlCharacter),
        ("[\"abc\n]", UnclosedString),
        ("{\"a\": \"b,\n\"c\": 1}", UnclosedString),
        ("[\"abc]", UnclosedString),
        ("\"abc", UnclosedString),
        ("[1, 2", UnclosedBracket),
        ("{\"a\":", UnclosedBracket),
        ("{\"a\"", UnclosedBracket),
        ("{\"a\": [1, {", UnclosedBracket),
        ("[1}", MismatchedBracket),
        ("{\"a\": [1}", MismatchedBracket),
        ("[1]]", UnexpectedClosing),
        ("}1", UnexpectedClosing),
        ("1 2", SeveralValues),
        ("{}\n{}\n{}", SeveralValues),
        ("1, 2", SeveralValues),
        ("[1,\u{a0}2]", UnexpectedSpace),
        ("[1,\u{feff}2]", UnexpectedSpace),
        ("[\u{2028}]", UnexpectedSpace),
        ("[@]", UnexpectedCharacter),
        ("[1 % ]", UnexpectedCharacter),
        ("<html>", UnexpectedCharacter),
    ];
    for (source, code) in cases {
        let codes: Vec<Code> = validation(source).problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes.first(), Some(code), "{source:?}");
        finds(source, &codes);
        let most = if matches!(code, UnclosedString | UnexpectedCharacter | Comment) { 3 } else { 1 };
        assert!(codes.len() <= most, "{source:?} gave {codes:?}");
    }
}

#[test]
fn one_mistake_does_not_hide_the_next() {
    finds(
        "// config\n{\n  name: 'x',\n  \"n\": 012,\n  \"s\": \"tab\there\",\n  \"v\": None,\n}\n",
        &[Comment, UnquotedKey, SingleQuotes, LeadingZero, ControlCharacter, PythonLiteral, TrailingComma],
    );
    finds(
        r#"["\x \u1 \q", +1, .5,, 5.]"#,
        &[InvalidEscape, InvalidUnicodeEscape, InvalidEscape, LeadingPlus, LeadingDot, ExtraComma, TrailingDot],
    );
    finds("{\"a\": [1, 2, \"b\": 3}\n", &[UnexpectedColon, MismatchedBracket]);
    finds("{\"a\": \"one,\n \"b\": \"two\",\n \"c\": three}", &[UnclosedString, UnquotedString]);
}

#[test]
fn a_list_of_problems_is_bounded_and_says_what_it_leaves_out() {
    let source = format!("[{}]", "x,".repeat(500));
    let mut options = ValidateOptions::default();
    let result = validate(&source, &options);
    assert_eq!((result.problems.len(), result.omitted), (100, 401));
    options.max_problems = 1;
    let result = validate(&source, &options);
    assert_eq!((result.problems.len(), result.omitted), (1, 500));
    assert!(!result.valid);
    options.max_problems = 10_000;
    let result = validate(&source, &options);
    assert_eq!((result.problems.len(), result.omitted), (501, 0));
}
