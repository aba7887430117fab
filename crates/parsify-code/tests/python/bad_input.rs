//! Texts that nobody means. Each ends with an answer or a failure of its own.

use parsify_code::code;
use parsify_code::python::{format, highlight, lint, validate};
use proptest::prelude::*;

/// Every operation; what they answer does not matter.
fn all(text: &str) {
    let _ = format(text, &Default::default());
    let _ = highlight(text, &Default::default());
    let _ = lint(text, &Default::default());
    let _ = validate(text, &Default::default());
}

#[test]
fn odd_texts_have_answers() {
    for text in [
        "",
        "\u{feff}",
        "\u{feff}a = 1",
        "\0",
        "a\0b",
        "\r",
        "\r\n",
        "a\r\nb\rc\n",
        "'",
        "\"\"\"",
        "f'{",
        "f'{a!",
        "(",
        "[",
        "{",
        ")",
        "\\",
        "\\\n",
        "\t a\n  b",
        "def",
        "class",
        "if a:",
        "lambda",
        "@",
        "0x",
        "1_",
        "1e",
        "async",
        "await",
        "yield",
        "print 1",
        "\u{2028}",
        "💥",
        "é = 1",
        "# -*- coding: latin-1 -*-",
        "!ls",
        "match",
        "match a:",
        "type",
        "del",
        "...",
        ":=",
        "->",
        "*",
        "**",
        "\x0c",
        "a\x0cb",
    ] {
        all(text);
    }
}

#[test]
fn deep_brackets_are_refused_before_anything_follows_them() {
    for open in ["(", "[", "{", "f(", "not (", "x = ["] {
        let text = open.repeat(100_000);
        for failure in [
            validate(&text, &Default::default()).unwrap_err(),
            format(&text, &Default::default()).unwrap_err(),
            lint(&text, &Default::default()).unwrap_err(),
            highlight(&text, &Default::default()).unwrap_err(),
        ] {
            assert_eq!(failure.code(), code::DEPTH);
        }
    }
}

#[test]
fn a_long_line_is_a_line() {
    let text = "a(1,'x');".repeat(5_000) + "\n";
    assert!(validate(&text, &Default::default()).unwrap().valid);
    assert_eq!(format(&text, &Default::default()).unwrap().matches("a(1").count(), 5_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn pieces_in_any_order_have_answers(
        text in prop::collection::vec(
            prop::sample::select(vec![
                "a", " ", "(", ")", "{", "}", "[", "]", "=", ":", ",", "'", "\"", "\"\"\"", "f'", "{", "\\", "\n", "    ", "\t", "#", "def ", "class ",
                "if ", "else:", "lambda ", "1", ".", "*", "@", "await ", "yield ", "é", "𝄞", "\r", "import ", "from ", "match ", "case ",
            ]),
            0..24,
        )
    ) {
        all(&text.concat());
    }
}
