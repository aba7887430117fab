//! What to do about a problem.

use super::code::Code;
use super::position::Place;
use crate::depth::LARGEST_MAX_DEPTH;
use crate::fault::Fault;

/// Advice for the usual mistakes; nothing where the message says it all.
pub(super) fn hint(fault: &Fault, source: &str, related: Option<Place>) -> Option<String> {
    let text = match fault.code {
        Code::UnclosedBracket | Code::MismatchedBracket => return related.map(|place| bracket(fault, source, place)),
        Code::DuplicateKey => return related.map(duplicate),
        Code::UnexpectedCharacter => return character(fault, source),
        Code::SeveralValues => several(fault, source),
        Code::UnclosedString => unclosed(source, fault),
        Code::InvalidNumber => number(source, fault),
        Code::Depth if fault.limit >= LARGEST_MAX_DEPTH => return None,
        code => fixed(code)?,
    };
    Some(text.to_owned())
}

const fn fixed(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::Empty => "an empty document is no JSON; write `null`, `{}` or `[]` for an empty value",
        Code::ByteOrderMark => "save the file as UTF-8 without a byte order mark, or drop the first three bytes",
        Code::TrailingComma => "remove the comma: JSON allows none after the last entry, unlike JSON5 and JavaScript",
        Code::ExtraComma => "remove the comma, or write `null` for the missing entry",
        Code::MissingComma => "put a comma between the two entries",
        Code::MissingColon => "every key of an object needs a colon and a value: `\"key\": value`",
        Code::MissingValue => "write a value, or `null` for none",
        Code::MissingKey => {
            "every value of an object needs a key: `\"key\": value`; a list without keys goes in `[` and `]`"
        }
        Code::UnexpectedColon => {
            "keys belong in an object: use `{` and `}` in place of `[` and `]`, or remove the colon"
        }
        Code::SingleQuotes => "JSON knows double quotes only; this looks like JSON5, JavaScript or Python",
        Code::WrongQuotes => {
            "replace the quotes by plain double quotes (U+0022); editors may have made them typographic"
        }
        Code::UnquotedKey => "put the key in double quotes; keys without quotes are JSON5 or JavaScript",
        Code::UnquotedString => "put the text in double quotes; a quote may be missing before it",
        Code::Comment => "remove the comment; comments are JSON5 or JSONC, strict JSON has none",
        Code::UnclosedComment => "end the comment with `*/`",
        Code::NonFiniteNumber => {
            "JSON has no NaN and no infinity: write `null`, or a string that both sides understand"
        }
        Code::Undefined => "`undefined` is JavaScript: write `null`, or leave the member out",
        Code::PythonLiteral => "write `true`, `false` and `null`; in Python, print with `json.dumps` in place of `str`",
        Code::UnknownLiteral => "the literals are `true`, `false` and `null`, in lower case",
        Code::LeadingZero => "remove the zeros, or put the digits in double quotes to keep them",
        Code::LeadingPlus => "remove the plus sign",
        Code::LeadingDot => "write `0.` before the digits",
        Code::TrailingDot => "remove the point, or write a digit after it",
        Code::HexNumber => "write the number in decimal digits, or as a string",
        Code::InvalidEscape => {
            "the escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX; write a backslash itself as \\\\"
        }
        Code::InvalidUnicodeEscape => "write \\u and exactly four hexadecimal digits; above U+FFFF, two such escapes",
        Code::ControlCharacter => "write a tab as \\t, and other control characters as \\u and four digits",
        Code::UnexpectedClosing => "remove the bracket, or look above for one that closes too much",
        Code::UnexpectedSpace => "replace it by a plain space: JSON knows space, tab, line feed and carriage return",
        Code::Depth => "raise `maxDepth` if such nesting is meant",
        Code::OutputSize => "use a smaller indent, or minify",
        Code::NumberRange => "write it as a string: doubles end at 1.7976931348623157e308",
        Code::NumberPrecision => {
            "write it as a string, or set `lossyNumbers` to \"warn\" for what the nearest double keeps of it"
        }
        Code::LoneSurrogate => "many readers replace or refuse it; write the full pair, as in \\ud83d\\ude00",
        _ => return None,
    })
}

fn bracket(fault: &Fault, source: &str, opened: Place) -> String {
    let (open, close) = match source.as_bytes().get(opened.offset) {
        Some(b'{') => ('{', '}'),
        _ => ('[', ']'),
    };
    let Place { line, column, .. } = opened;
    if fault.code == Code::UnclosedBracket {
        format!("close with `{close}` what `{open}` opened at line {line}, column {column}")
    } else {
        format!("the innermost open bracket is `{open}` at line {line}, column {column}: close it with `{close}` first")
    }
}

fn duplicate(first: Place) -> String {
    format!(
        "the first one is at line {}, column {}; most readers keep the last value and drop the others",
        first.line, first.column
    )
}

fn several(fault: &Fault, source: &str) -> &'static str {
    let before = source.get(..fault.at).unwrap_or_default();
    let gap = before.len() - before.trim_end().len();
    let breaks = before.get(before.len() - gap..).unwrap_or_default().contains('\n');
    if source.get(fault.at..).is_some_and(|rest| rest.starts_with(',')) {
        "put the values between `[` and `]` to make one array of them"
    } else if breaks {
        "one value per line is JSON Lines: handle every line as a document of its own, or make one array of them"
    } else {
        "a document holds exactly one value: put several into an array, or handle each on its own"
    }
}

fn unclosed(source: &str, fault: &Fault) -> &'static str {
    let rest = source.get(fault.at..).unwrap_or_default();
    if rest.contains(['\n', '\r']) {
        "add the closing quote; a line break inside of a string is written \\n"
    } else {
        "add the closing quote; the document may have been cut off"
    }
}

fn number(source: &str, fault: &Fault) -> &'static str {
    let text = source.get(fault.at..fault.at + fault.length).unwrap_or_default();
    if text.contains('_') {
        "remove the underscores: JSON has no digit separators"
    } else if text.ends_with('n') {
        "remove the `n`: JSON has no separate big integers, a number may have any length"
    } else if text.ends_with(['e', 'E', '+', '-']) {
        "the number is cut off: add the missing digits"
    } else {
        "put dates, versions and other text in double quotes"
    }
}

fn character(fault: &Fault, source: &str) -> Option<String> {
    let found = source.get(fault.at..)?.chars().next()?;
    let text = match found {
        '\\' => "a backslash is allowed in strings only; the text may have been escaped twice",
        '<' => "this looks like HTML or XML, perhaps an error page in place of the data",
        '=' => "use a colon between key and value",
        ';' => "use a comma between entries",
        '(' | ')' => "JSON has no parentheses; a tuple or a JSONP call must become an array or plain JSON",
        '\0' => "a NUL character: the text may be UTF-16 or binary data",
        char::REPLACEMENT_CHARACTER => "the text was decoded with the wrong character encoding",
        _ => return None,
    };
    Some(text.to_owned())
}
