//! Every kind of problem explains itself.

use crate::check::explains;
use parsify_json::Code;

#[test]
fn usual_mistakes() {
    explains("", Code::Empty, (1, 1), "the document is empty: expected a value", "write `null`");
    explains(
        "\u{feff}[]",
        Code::ByteOrderMark,
        (1, 1),
        "the document starts with a byte order mark: expected a value",
        "without a byte order mark",
    );
    explains(
        "[\n 1,\n]",
        Code::TrailingComma,
        (2, 3),
        "found a comma before a closing bracket: expected a value or no comma",
        "remove the comma",
    );
    explains("[1,,2]", Code::ExtraComma, (1, 4), "found a comma with nothing before it: expected a value", "`null`");
    explains("[1 2]", Code::MissingComma, (1, 4), "found `2` right after a value: expected `,` or `]`", "put a comma");
    explains("{\"a\" 1}", Code::MissingColon, (1, 6), "found `1` after a key: expected `:`", "needs a colon");
    explains("{\"a\":}", Code::MissingValue, (1, 6), "found `}` in place of a value: expected a value", "`null`");
    explains(
        "{[]}",
        Code::MissingKey,
        (1, 2),
        "found `[` without a key before it: expected a key in double quotes or `}`",
        "needs a key",
    );
    explains(
        "[\"a\":1]",
        Code::UnexpectedColon,
        (1, 5),
        "found a colon that follows no key: expected `,` or `]`",
        "belong in an object",
    );
    explains(
        "['a']",
        Code::SingleQuotes,
        (1, 2),
        "found a string in single quotes, `'a'`: expected a value or `]`",
        "double quotes only",
    );
    explains(
        "[“a”]",
        Code::WrongQuotes,
        (1, 2),
        "found a string in quotes of another kind, `“a”`: expected a value or `]`",
        "plain double quotes",
    );
    explains("{a:1}", Code::UnquotedKey, (1, 2), "found `a`: expected a key in double quotes", "JSON5");
    explains(
        "[yes]",
        Code::UnquotedString,
        (1, 2),
        "found `yes`, which is no JSON value: expected a value or `]`",
        "in double quotes",
    );
    explains("[1] // x", Code::Comment, (1, 5), "found a comment, `// x`: expected the end of the document", "JSONC");
}

#[test]
fn literals_and_numbers() {
    explains("NaN", Code::NonFiniteNumber, (1, 1), "found `NaN`, which is no JSON value: expected a value", "no NaN");
    explains(
        "undefined",
        Code::Undefined,
        (1, 1),
        "found `undefined`, which is no JSON value: expected a value",
        "JavaScript",
    );
    explains("True", Code::PythonLiteral, (1, 1), "found `True`, a literal of Python: expected a value", "json.dumps");
    explains(
        "TRUE",
        Code::UnknownLiteral,
        (1, 1),
        "found `TRUE`: expected `true`, `false` or `null` in lower case",
        "in lower case",
    );
    explains("007", Code::LeadingZero, (1, 1), "found `007`: expected a number without leading zeros", "zeros");
    explains("+1", Code::LeadingPlus, (1, 1), "found `+1`: expected a number without a plus sign", "plus sign");
    explains(".5", Code::LeadingDot, (1, 1), "found `.5`: expected a digit before the decimal point", "`0.`");
    explains("5.", Code::TrailingDot, (1, 1), "found `5.`: expected a digit after the decimal point", "point");
    explains(
        "0xF",
        Code::HexNumber,
        (1, 1),
        "found the hexadecimal number `0xF`: expected a decimal number",
        "decimal",
    );
    explains("1_0", Code::InvalidNumber, (1, 1), "found `1_0`: expected a number", "underscores");
    explains("10n", Code::InvalidNumber, (1, 1), "found `10n`: expected a number", "big integers");
    explains("1e", Code::InvalidNumber, (1, 1), "found `1e`: expected a number", "cut off");
    explains("1.2.3", Code::InvalidNumber, (1, 1), "found `1.2.3`: expected a number", "versions");
}

#[test]
fn strings() {
    explains(
        r#""C:\Users""#,
        Code::InvalidEscape,
        (1, 4),
        r"found `\U` in a string: expected one of the escapes of JSON",
        r"write a backslash itself as \\",
    );
    explains(
        r#""\u00g0""#,
        Code::InvalidUnicodeEscape,
        (1, 2),
        r"found `\u00` in a string: expected four hexadecimal digits after `\u`",
        "exactly four",
    );
    explains(
        "\"a\tb\"",
        Code::ControlCharacter,
        (1, 3),
        "found the raw control character U+0009 in a string: expected an escape",
        r"\t",
    );
    explains(
        "[\"a\n]",
        Code::UnclosedString,
        (1, 2),
        "found `\"a` without an end: expected `\"` before the end of the line",
        "line break",
    );
    explains(
        "\"a",
        Code::UnclosedString,
        (1, 1),
        "found `\"a` without an end: expected `\"` before the end of the line",
        "cut off",
    );
}

#[test]
fn brackets_point_to_where_they_were_opened() {
    explains(
        "{\n  \"a\": [1,\n",
        Code::UnclosedBracket,
        (3, 1),
        "the document ends inside of the `[` of line 2, column 8: expected a value",
        "close with `]` what `[` opened at line 2, column 8",
    );
    explains(
        "{\n \"a\": 1]",
        Code::MismatchedBracket,
        (2, 8),
        "found `]` inside of the `{` of line 1, column 1: expected `,` or `}`",
        "the innermost open bracket is `{` at line 1, column 1",
    );
    explains(
        "[]]",
        Code::UnexpectedClosing,
        (1, 3),
        "found `]` that closes nothing: expected the end of the document",
        "remove the bracket",
    );
}

#[test]
fn several_documents() {
    let message = "found `{` after the end of the value: expected the end of the document";
    explains("{}\n{}\n{}", Code::SeveralValues, (2, 1), message, "JSON Lines");
    explains("{} {}", Code::SeveralValues, (1, 4), message, "exactly one value");
    let message = "found `,` after the end of the value: expected the end of the document";
    explains("1, 2", Code::SeveralValues, (1, 2), message, "one array");
}

#[test]
fn strange_characters() {
    explains(
        "[1,\u{a0}2]",
        Code::UnexpectedSpace,
        (1, 4),
        "found U+00A0, which is no white space of JSON: expected a value",
        "plain space",
    );
    explains("[\\]", Code::UnexpectedCharacter, (1, 2), "found `\\`: expected a value or `]`", "escaped twice");
    explains("[\0]", Code::UnexpectedCharacter, (1, 2), "found U+0000: expected a value or `]`", "UTF-16");
    explains("[\u{fffd}]", Code::UnexpectedCharacter, (1, 2), "found U+FFFD: expected a value or `]`", "encoding");
    explains("[(1]", Code::UnexpectedCharacter, (1, 2), "found `(`: expected a value or `]`", "parentheses");
}
