//! Tokens of JSON5 as JSON has them.

use super::string::continues_line;
use std::borrow::Cow;
use std::fmt::Write as _;

/// The most significant digits of a hexadecimal number that is written in decimal ones; the largest double has 256.
const MOST_DIGITS: usize = 1024;
/// Nine decimal digits fit into a word.
const LIMB: u64 = 1_000_000_000;

/// What stands between the quotes of a string or key of JSON, for one of JSON5 with its quotes, if it has any.
///
/// Escapes that JSON knows stay as they are. The text must have been scanned as a token of JSON5.
pub fn json_string(token: &str) -> Cow<'_, str> {
    let inside = match token.as_bytes().first() {
        Some(b'"' | b'\'') => token.get(1..token.len() - 1).unwrap_or_default(),
        _ => token,
    };
    let suspicious = |byte: u8| matches!(byte, b'"' | b'\\') || byte < b' ';
    if !inside.bytes().any(suspicious) {
        return Cow::Borrowed(inside);
    }
    let mut text = String::with_capacity(inside.len() + 8);
    let mut characters = inside.chars();
    while let Some(found) = characters.next() {
        if found != '\\' {
            plain(&mut text, found);
            continue;
        }
        match characters.next() {
            Some(known @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => text.extend(['\\', known]),
            Some('v') => text.push_str("\\u000b"),
            Some('0') => text.push_str("\\u0000"),
            Some('x') => {
                text.push_str("\\u00");
                text.extend(characters.by_ref().take(2));
            }
            Some('\r') => {
                let mut after = characters.clone();
                if after.next() == Some('\n') {
                    characters = after;
                }
            }
            Some(other) if !continues_line(other) => plain(&mut text, other),
            _ => {}
        }
    }
    Cow::Owned(text)
}

/// Writes a character that stands for itself.
fn plain(text: &mut String, found: char) {
    match found {
        '"' => text.push_str("\\\""),
        '\t' => text.push_str("\\t"),
        '\n' => text.push_str("\\n"),
        '\r' => text.push_str("\\r"),
        '\u{8}' => text.push_str("\\b"),
        '\u{c}' => text.push_str("\\f"),
        '\0'..='\u{1f}' => {
            // Writing to a string cannot fail.
            let _ = write!(text, "\\u{:04x}", u32::from(found));
        }
        _ => text.push(found),
    }
}

/// A number of JSON5 with the digits of JSON; nothing for infinities and NaN, and for hexadecimal numbers beyond all
/// measure. The text must have been scanned as a number of JSON5.
pub fn json_number(token: &str) -> Option<String> {
    let (sign, unsigned) = match token.as_bytes().first() {
        Some(b'-') => ("-", token.get(1..)?),
        Some(b'+') => ("", token.get(1..)?),
        _ => ("", token),
    };
    if let Some(digits) = unsigned.strip_prefix("0x").or_else(|| unsigned.strip_prefix("0X")) {
        return Some(format!("{sign}{}", decimal_of_hexadecimal(digits)?));
    }
    if unsigned.starts_with(['I', 'N']) {
        return None;
    }
    let zero = if unsigned.starts_with('.') { "0" } else { "" };
    // A point without digits behind it says nothing.
    let (mantissa, exponent) = unsigned.find(['e', 'E']).map_or((unsigned, ""), |at| unsigned.split_at(at));
    let mantissa = mantissa.strip_suffix('.').unwrap_or(mantissa);
    Some(format!("{sign}{zero}{mantissa}{exponent}"))
}

/// Exactly, whatever the length up to [`MOST_DIGITS`].
fn decimal_of_hexadecimal(digits: &str) -> Option<String> {
    let digits = digits.trim_start_matches('0');
    if digits.len() > MOST_DIGITS {
        return None;
    }
    if digits.len() <= 16 {
        return Some(u64::from_str_radix(digits, 16).unwrap_or_default().to_string());
    }
    // In words of nine decimal digits, the lowest first.
    let mut limbs: Vec<u64> = vec![0];
    for digit in digits.chars() {
        let mut carry = u64::from(digit.to_digit(16)?);
        for limb in &mut limbs {
            let value = *limb * 16 + carry;
            (*limb, carry) = (value % LIMB, value / LIMB);
        }
        if carry > 0 {
            limbs.push(carry);
        }
    }
    let mut text = String::new();
    for (index, limb) in limbs.iter().rev().enumerate() {
        // Writing to a string cannot fail.
        let _ = if index == 0 { write!(text, "{limb}") } else { write!(text, "{limb:09}") };
    }
    Some(text)
}
