//! Strings, names and numbers of JSON5.

use super::Dialect;
use super::space::is_line_end;
use crate::core::{Code, Fault};

/// Most digits of a hexadecimal number: to convert more takes time that grows with the square.
const MOST_HEX: usize = 1024;

/// A number.
pub(super) enum Number {
    /// In JSON's form.
    Finite(String),
    NonFinite(f64),
}

/// What a string in the quotes that stand at `at` means, and the offset after it (JSON5, section 5).
pub(super) fn string(source: &str, at: usize) -> Result<(String, usize), Fault> {
    let rest = source.get(at..).unwrap_or_default();
    let mut letters = rest.char_indices();
    let Some((_, quote)) = letters.next() else { return Err(Fault::new(Code::UnclosedString, at, at)) };
    let mut text = String::new();
    while let Some((offset, letter)) = letters.next() {
        match letter {
            _ if letter == quote => return Ok((text, at + offset + 1)),
            '\n' | '\r' => break,
            '\\' => {
                let escape = source.get(at + offset..).unwrap_or_default();
                let length = unescape(escape, &mut text).ok_or_else(|| {
                    let end = at + offset + escape.chars().take(2).map(char::len_utf8).sum::<usize>();
                    Fault::new(Code::InvalidEscape, at + offset, end)
                })?;
                // The backslash is taken already.
                let end = offset + length;
                while letters.offset() < end && letters.next().is_some() {}
            }
            _ => text.push(letter),
        }
    }
    Err(Fault::new(Code::UnclosedString, at, at + 1))
}

/// Appends what an escape means, and gives its length with the backslash; nothing when it is none.
fn unescape(escape: &str, text: &mut String) -> Option<usize> {
    let letter = escape.chars().nth(1)?;
    let hex = |from: usize, to: usize| {
        let digits = escape.get(from..to)?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
    };
    let (meaning, length) = match letter {
        'b' => ('\u{8}', 2),
        'f' => ('\u{c}', 2),
        'n' => ('\n', 2),
        'r' => ('\r', 2),
        't' => ('\t', 2),
        'v' => ('\u{b}', 2),
        '0' if !escape.chars().nth(2).is_some_and(|next| next.is_ascii_digit()) => ('\0', 2),
        '0'..='9' => return None,
        'x' => (char::from_u32(hex(2, 4)?)?, 4),
        'u' => return unicode(escape, hex(2, 6)?, text),
        // A line that goes on.
        '\r' if escape.get(2..).is_some_and(|rest| rest.starts_with('\n')) => return Some(3),
        _ if is_line_end(letter, Dialect::Json5) => return Some(1 + letter.len_utf8()),
        _ => (letter, 1 + letter.len_utf8()),
    };
    text.push(meaning);
    Some(length)
}

/// `\uXXXX`, two of them for a surrogate pair. Half a pair becomes U+FFFD.
fn unicode(escape: &str, unit: u32, text: &mut String) -> Option<usize> {
    let low = || {
        let digits = escape.get(6..)?.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok().filter(|low| (0xdc00..0xe000).contains(low))
    };
    match (unit, (0xd800..0xdc00).contains(&unit).then(low).flatten()) {
        (high, Some(low)) => {
            text.push(char::from_u32(0x1_0000 + ((high & 0x3ff) << 10 | low & 0x3ff))?);
            Some(12)
        }
        (unit, None) => {
            text.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
            Some(6)
        }
    }
}

/// A key without quotes, and the offset after it (ECMAScript 5.1, section 7.6).
pub(super) fn name(source: &str, at: usize) -> Option<(String, usize)> {
    let mut name = String::new();
    let mut end = at;
    while let Some(letter) = source.get(end..).and_then(|rest| rest.chars().next()) {
        let (letter, length) = match letter {
            '\\' => {
                let mut meaning = String::new();
                let escape = source.get(end..).unwrap_or_default();
                let length = escape.starts_with("\\u").then(|| unescape(escape, &mut meaning)).flatten()?;
                (meaning.chars().next()?, length)
            }
            _ => (letter, letter.len_utf8()),
        };
        let fits = if name.is_empty() { begins_name(letter) } else { continues_name(letter) };
        if !fits {
            break;
        }
        name.push(letter);
        end += length;
    }
    (!name.is_empty()).then_some((name, end))
}

fn begins_name(letter: char) -> bool {
    matches!(letter, '$' | '_') || letter.is_alphabetic()
}

fn continues_name(letter: char) -> bool {
    // Marks, digits and connecting punctuation, and the two joiners. Marks are letters or numbers to no function of the
    // standard library; those of the Latin, Greek and Cyrillic scripts stand in these blocks.
    begins_name(letter)
        || letter.is_numeric()
        || matches!(letter, '\u{200c}' | '\u{200d}' | '\u{203f}' | '\u{2040}' | '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}')
        || matches!(letter, '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// A number of JSON5, section 6, and the offset after it.
pub(super) fn number(source: &str, at: usize) -> Option<(Number, usize)> {
    let rest = source.get(at..)?;
    let (negative, unsigned) = match rest.as_bytes().first()? {
        b'-' => (true, rest.get(1..)?),
        b'+' => (false, rest.get(1..)?),
        _ => (false, rest),
    };
    let start = at + rest.len() - unsigned.len();
    let sign = if negative { "-" } else { "" };
    let length =
        unsigned.find(|it: char| !(it.is_ascii_alphanumeric() || "+-._$".contains(it))).unwrap_or(unsigned.len());
    let word = unsigned.get(..length)?;
    let (number, length) = if let Some(rest) = word.strip_prefix("Infinity") {
        (Number::NonFinite(if negative { f64::NEG_INFINITY } else { f64::INFINITY }), word.len() - rest.len())
    } else if let Some(rest) = word.strip_prefix("NaN") {
        (Number::NonFinite(f64::NAN), word.len() - rest.len())
    } else if let Some(digits) = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")) {
        (Number::Finite(format!("{sign}{}", hexadecimal(digits)?)), word.len())
    } else {
        let (text, length) = decimal(word)?;
        (Number::Finite(format!("{sign}{text}")), length)
    };
    // Nothing that belongs to no number may follow without a gap.
    (length == word.len()).then_some((number, start + length))
}

/// The decimal digits of hexadecimal ones.
fn hexadecimal(digits: &str) -> Option<String> {
    if digits.is_empty() || digits.len() > MOST_HEX || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    // Digits of the result in base 10⁹, the lowest first.
    let mut parts = vec![0_u64];
    for digit in digits.chars() {
        let mut carry = u64::from(digit.to_digit(16)?);
        for part in &mut parts {
            let value = *part * 16 + carry;
            *part = value % 1_000_000_000;
            carry = value / 1_000_000_000;
        }
        if carry > 0 {
            parts.push(carry);
        }
    }
    let (highest, rest) = parts.split_last()?;
    Some(rest.iter().rev().fold(highest.to_string(), |text, part| text + &format!("{part:09}")))
}

/// A decimal number in JSON's form, and its length as it is written: a digit is put before and none left after a lone point.
fn decimal(word: &str) -> Option<(String, usize)> {
    let digits = |from: usize| word.bytes().skip(from).take_while(u8::is_ascii_digit).count();
    let whole = digits(0);
    if whole > 1 && word.starts_with('0') {
        return None;
    }
    let point = word.as_bytes().get(whole) == Some(&b'.');
    let fraction = if point { digits(whole + 1) } else { 0 };
    if whole + fraction == 0 {
        return None;
    }
    let mut end = whole + usize::from(point) + fraction;
    let mut text = if whole == 0 { "0".to_owned() } else { word.get(..whole)?.to_owned() };
    if fraction > 0 {
        text.push_str(word.get(whole..end)?);
    }
    if matches!(word.as_bytes().get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(word.as_bytes().get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        if exponent == 0 {
            return None;
        }
        let after = end + 1 + sign + exponent;
        text.push_str(word.get(end..after)?);
        end = after;
    }
    Some((text, end))
}
