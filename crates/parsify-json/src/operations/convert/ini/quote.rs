//! Texts in double quotes.

use std::borrow::Cow;

/// What a text in quotes means, and how long it is with them; `None` when it does not begin with a quote or has no second
/// one.
pub(super) fn quoted(source: &str) -> Option<(String, usize)> {
    let mut rest = source.strip_prefix('"')?;
    let mut text = String::new();
    loop {
        let at = rest.find(['"', '\\'])?;
        let (plain, special) = rest.split_at(at);
        text.push_str(plain);
        rest = &special[1..];
        if special.starts_with('"') {
            return Some((text, source.len() - rest.len()));
        }
        match escape(rest) {
            Some((meaning, length)) => {
                text.push(meaning);
                rest = &rest[length..];
            }
            None => text.push('\\'),
        }
    }
}

/// What stands behind a backslash, and its length.
fn escape(rest: &str) -> Option<(char, usize)> {
    Some(match rest.as_bytes().first()? {
        b'\\' => ('\\', 1),
        b'"' => ('"', 1),
        b'n' => ('\n', 1),
        b'r' => ('\r', 1),
        b't' => ('\t', 1),
        b'0' => ('\0', 1),
        b'u' => {
            let digits = rest.get(1..5).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
            (char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, 5)
        }
        _ => return None,
    })
}

/// A text in quotes.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '\\' => quoted.push_str("\\\\"),
            '"' => quoted.push_str("\\\""),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            letter if letter.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A text with quotes around it if it needs them.
pub(super) fn with_quotes_if(text: &str, needed: bool) -> Cow<'_, str> {
    let is_bare = !text.chars().any(char::is_control) && text.trim() == text && !text.starts_with(['"', '\u{feff}']);
    if needed || !is_bare { Cow::Owned(quote(text)) } else { Cow::Borrowed(text) }
}
