//! How strings are written so that they read back as the same strings.

use std::fmt::Write as _;

use super::plain::is_ambiguous;

/// An implicit key takes at most 1024 characters (YAML 1.2.2, section 8.2.2), quotes and escapes included.
const LONGEST_KEY: usize = 1000;

/// A string in one line: plain where nothing can take it for something else, else in double quotes.
pub(super) fn one_line(text: &str, yaml: &mut String) {
    if is_plain(text) {
        yaml.push_str(text);
    } else {
        quoted(text, yaml);
    }
}

/// Whether a written key must stand behind a question mark.
pub(super) fn is_long_key(written: &str) -> bool {
    written.len() > LONGEST_KEY
}

/// Conservative: what other readers of YAML stumble over is quoted as well.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let starts_well = first.is_alphanumeric() || "_/.$(+<^;".contains(first);
    starts_well
        && !text.starts_with("..")
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(|character| character != '\t' && !needs_escape(character))
        && !is_ambiguous(text)
}

/// Whether a literal block says the text: it has several lines, none of which is special to a reader.
pub(super) fn is_block(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with([' ', '\t', '\n'])
        && text.split('\n').all(|line| line.is_empty() || !line.trim_matches([' ', '\t']).is_empty())
        && !text.chars().any(|character| character != '\n' && needs_escape(character))
}

/// Characters that are no part of a stream, that end lines in YAML 1.1, or that cannot be seen.
fn needs_escape(character: char) -> bool {
    match character {
        '\t' => false,
        '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => true,
        other => other.is_control(),
    }
}

/// In double quotes.
fn quoted(text: &str, yaml: &mut String) {
    yaml.push('"');
    for character in text.chars() {
        match character {
            '"' => yaml.push_str("\\\""),
            '\\' => yaml.push_str("\\\\"),
            '\n' => yaml.push_str("\\n"),
            '\r' => yaml.push_str("\\r"),
            '\t' => yaml.push_str("\\t"),
            '\u{8}' => yaml.push_str("\\b"),
            '\u{c}' => yaml.push_str("\\f"),
            other if needs_escape(other) => {
                // Writing to a string cannot fail.
                let _ = write!(yaml, "\\u{:04x}", u32::from(other));
            }
            other => yaml.push(other),
        }
    }
    yaml.push('"');
}

/// As a literal block, from its bar to the end of its last line. Lines are indented by `indent` spaces.
pub(super) fn block(text: &str, indent: usize, yaml: &mut String) {
    let (body, chomping) = match text.strip_suffix('\n') {
        None => (text, "-"),
        Some(body) if body.ends_with('\n') => (body, "+"),
        Some(body) => (body, ""),
    };
    yaml.push('|');
    yaml.push_str(chomping);
    for line in body.split('\n') {
        yaml.push('\n');
        if !line.is_empty() {
            yaml.extend(std::iter::repeat_n(' ', indent));
            yaml.push_str(line);
        }
    }
    yaml.push('\n');
}
