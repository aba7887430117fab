//! Large inputs, good and bad. Slow growth shows as a test that does not end.

use crate::check::validation;
use parsify_json::{FormatOptions, ValidateOptions, format, validate};

const SIZE: usize = 1_000_000;

#[test]
fn garbage() {
    let pieces = [
        "@",
        "\"",
        "'",
        "[",
        "{",
        "]",
        "}",
        ",",
        ":",
        "x",
        "x ",
        "\\",
        "/",
        "/*",
        "//",
        "\n",
        "é",
        "\u{a0}",
        "\"\n",
        "'\n",
        "\"}\n",
        "{\"",
        "{\"a\":",
        "[1}",
        "{]",
        "\\u",
        "\"\\",
        "\"\t",
        "1 ",
        "-",
        "0",
        "0x",
        "1e",
        "{}",
        "[[1}",
        "«",
        "\"a\",\"",
        "{\"a\":1,\"a\":2}",
        "\0",
    ];
    for piece in pieces {
        let source = piece.repeat(SIZE / piece.len());
        let mut options = ValidateOptions::default();
        options.max_problems = 10_000;
        options.max_depth = 100_000;
        let result = validate(&source, &options);
        assert!(!result.valid, "{piece:?}");
        assert!(result.problems.len() <= 10_000);
    }
}

#[test]
fn a_large_document_grows_and_shrinks_back() {
    let source = format!("[{}0]", "{\"a\":[1,2],\"text\":\"xyz\"},".repeat(SIZE / 25));
    let text = format(&source, &FormatOptions::default()).unwrap();
    assert!(text.len() > 2 * source.len());
    assert!(text.capacity() < text.len() * 2);
    assert_eq!(parsify_json::minify(&text, &Default::default()).unwrap(), source);
}

#[test]
fn a_large_object() {
    let source = format!("{{{}\"end\":0}}", (0..100_000).map(|n| format!("\"{n}\":{n},")).collect::<String>());
    assert_eq!(validation(&source).statistics.keys, 100_001);
    assert!(validation(&source).warnings.is_empty());
}
