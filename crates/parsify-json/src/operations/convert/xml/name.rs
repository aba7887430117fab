//! Names (XML 1.0, fifth edition, section 2.3) and keys that are none.
//!
//! A character that cannot stand in a name is written as `_xHHHH_` with the hexadecimal digits of its UTF-16 units, as the
//! names of SQL/XML are (ISO/IEC 9075-14), and so is an underscore that would look like the beginning of such an escape.

use std::borrow::Cow;
use std::fmt::Write as _;

const fn starts(character: char) -> bool {
    matches!(character,
        ':' | '_' | 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

const fn continues(character: char) -> bool {
    starts(character)
        || matches!(character, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Whether the text is a name.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(starts) && text.chars().skip(1).all(continues)
}

/// Whether the text is a name with at most one prefix (Namespaces in XML 1.0, section 4), as most readers want it.
fn is_qualified(text: &str) -> bool {
    let (prefix, local) = text.split_once(':').unwrap_or(("a", text));
    is_name(prefix) && is_name(local) && !local.contains(':')
}

/// The name for a key: itself where it is one. An empty key is `_x_`.
pub(super) fn encoded(key: &str) -> Cow<'_, str> {
    let is_qualified = is_qualified(key);
    if is_qualified && !key.contains("_x") {
        return Cow::Borrowed(key);
    }
    if key == "_x_" {
        return Cow::Borrowed("_x005F_x_");
    }
    if key.is_empty() {
        return Cow::Borrowed("_x_");
    }
    let mut name = String::with_capacity(key.len() + 7);
    for (at, character) in key.char_indices() {
        let good = if at == 0 { starts(character) } else { continues(character) };
        if good && (is_qualified || character != ':') && !looks_like_escape(&key[at..]) {
            name.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(name, "_x{unit:04X}_");
            }
        }
    }
    Cow::Owned(name)
}

/// What is behind the four digits may be the underscore of the next escape.
fn looks_like_escape(text: &str) -> bool {
    let digits = text.strip_prefix("_x").and_then(|text| text.get(..4));
    digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The key that a name stands for.
pub(super) fn decoded(name: &str) -> Cow<'_, str> {
    if !name.contains("_x") {
        return Cow::Borrowed(name);
    }
    if name == "_x_" {
        return Cow::Borrowed("");
    }
    let (mut key, mut rest) = (String::with_capacity(name.len()), name);
    while let Some(at) = rest.find("_x") {
        let (plain, escape) = rest.split_at(at);
        key.push_str(plain);
        rest = match units(escape) {
            Some((character, behind)) => {
                key.push(character);
                behind
            }
            None => {
                key.push('_');
                &escape[1..]
            }
        };
    }
    key.push_str(rest);
    Cow::Owned(key)
}

/// The character that one escape, or two for a surrogate pair, stands for.
fn units(text: &str) -> Option<(char, &str)> {
    let (first, rest) = unit(text)?;
    if let Some(character) = char::from_u32(u32::from(first)) {
        return Some((character, rest));
    }
    let (second, rest) = unit(rest)?;
    let character = char::decode_utf16([first, second]).next()?.ok()?;
    Some((character, rest))
}

fn unit(text: &str) -> Option<(u16, &str)> {
    let text = text.strip_prefix("_x")?;
    let digits = text.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let rest = text.get(4..)?.strip_prefix('_')?;
    Some((u16::from_str_radix(digits, 16).ok()?, rest))
}
