//! Texts that nobody means. Each ends with an answer or a failure of its own.

use parsify_code::code;
use parsify_code::ecma::{Ecma, format, highlight, minify, transpile, validate};
use proptest::prelude::*;

/// Every operation; what they answer does not matter.
fn all(text: &str, language: Ecma) {
    let _ = format(text, language, &Default::default());
    let _ = highlight(text, language, &Default::default());
    let _ = minify(text, language, &Default::default());
    let _ = transpile(text, language, &Default::default());
    let _ = validate(text, language, &Default::default());
}

#[test]
fn odd_texts_have_answers() {
    for text in [
        "",
        "\u{feff}",
        "\u{feff}let a = 1",
        "\0",
        "\0\0a",
        "a\0b",
        "\r",
        "\r\n",
        "a\r\nb\rc\n",
        "'",
        "\"",
        "`",
        "`${",
        "/*",
        "//",
        "/",
        "/a",
        "/[",
        "(",
        "[",
        "{",
        ")",
        "]",
        "}",
        "<",
        "<a",
        "<a>",
        "</",
        "#!",
        "#",
        "@",
        "\\",
        "\\u",
        "\\u{",
        "'\\u{110000}'",
        "0x",
        "0b2",
        "1e",
        "1_",
        "async",
        "await",
        "yield",
        "class",
        "class {",
        "import",
        "export",
        "export default",
        "import(",
        "new",
        "...",
        "?.",
        "??",
        "=>",
        "a => ",
        "\u{2028}",
        "\u{202e}",
        "💥",
        "'💥",
        "let \u{1f4a5} = 1",
        "<T,>",
        "enum",
        "a as",
        "a!",
        "declare",
    ] {
        for language in Ecma::ALL {
            all(text, language);
        }
    }
}

#[test]
fn what_is_open_at_the_end_is_a_problem() {
    for text in ["'a", "\"a", "`a", "`${", "/*", "(", "[", "{", "/a", "f(", "class A {", "import { a"] {
        assert!(!validate(text, Ecma::JavaScript, &Default::default()).unwrap().valid, "{text}");
    }
}

#[test]
fn deep_brackets_are_refused_before_anything_follows_them() {
    for open in ["(", "[", "{", "f(", "a?(", "!(", "<A>{("] {
        let text = open.repeat(100_000);
        for failure in [
            validate(&text, Ecma::Tsx, &Default::default()).unwrap_err(),
            format(&text, Ecma::Tsx, &Default::default()).unwrap_err(),
            minify(&text, Ecma::Tsx, &Default::default()).unwrap_err(),
            transpile(&text, Ecma::Tsx, &Default::default()).unwrap_err(),
            highlight(&text, Ecma::Tsx, &Default::default()).unwrap_err(),
        ] {
            assert_eq!(failure.code(), code::DEPTH);
        }
    }
}

#[test]
fn a_long_line_is_a_line() {
    let text = "a(1,'x');".repeat(20_000);
    assert!(validate(&text, Ecma::JavaScript, &Default::default()).unwrap().valid);
    assert_eq!(minify(&text, Ecma::JavaScript, &Default::default()).unwrap().code.matches("a(1").count(), 20_000);
    let many = "let a;".repeat(500);
    let found = validate(&many, Ecma::JavaScript, &Default::default()).unwrap();
    assert_eq!(found.problems.len() + found.omitted, 499);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn pieces_in_any_order_have_answers(
        text in prop::collection::vec(
            prop::sample::select(vec![
                "a", " ", "(", ")", "{", "}", "[", "]", "=>", "=", ";", ",", "'", "\"", "`", "${", "/", "*", "\n", "<", ">", ":", "?", ".",
                "...", "async ", "await ", "yield", "class ", "if", "let ", "1", "n", "\\", "@", "#", "import ", "export ", "é", "𝄞", "\r",
            ]),
            0..24,
        )
    ) {
        for language in Ecma::ALL {
            all(&text.concat(), language);
        }
    }
}
