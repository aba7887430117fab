//! Keys and strings.

use std::fmt::Write as _;

/// A key, bare where it can be.
pub(super) fn key(text: &str, toml: &mut String) {
    let bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if !text.is_empty() && text.bytes().all(bare) {
        toml.push_str(text);
    } else {
        one_line(text, toml);
    }
}

/// A basic string.
pub(super) fn one_line(text: &str, toml: &mut String) {
    toml.push('"');
    for character in text.chars() {
        match character {
            '"' => toml.push_str("\\\""),
            '\n' => toml.push_str("\\n"),
            other => escaped(other, toml),
        }
    }
    toml.push('"');
}

/// A multi-line basic string.
pub(super) fn lines(text: &str, toml: &mut String) {
    toml.push_str("\"\"\"\n");
    let mut quotes = 0;
    for character in text.chars() {
        quotes = if character == '"' { quotes + 1 } else { 0 };
        match character {
            // Three in a row would end the string.
            '"' if quotes == 3 => {
                toml.push_str("\\\"");
                quotes = 0;
            }
            '"' | '\n' => toml.push(character),
            other => escaped(other, toml),
        }
    }
    if quotes > 0 {
        toml.pop();
        toml.push_str("\\\"");
    }
    toml.push_str("\"\"\"");
}

fn escaped(character: char, toml: &mut String) {
    match character {
        '\\' => toml.push_str("\\\\"),
        '\t' => toml.push_str("\\t"),
        '\r' => toml.push_str("\\r"),
        '\u{8}' => toml.push_str("\\b"),
        '\u{c}' => toml.push_str("\\f"),
        other if other.is_ascii_control() => {
            // Writing to a string cannot fail.
            let _ = write!(toml, "\\u{:04X}", u32::from(other));
        }
        other => toml.push(other),
    }
}
