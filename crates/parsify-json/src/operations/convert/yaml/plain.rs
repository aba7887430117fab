//! What a plain scalar means: the core schema (YAML 1.2.2, section 10.3.2).

use std::borrow::Cow;

use crate::tree::Number;

/// What a text without quotes and tag is.
#[derive(Debug, PartialEq)]
pub(super) enum Plain<'a> {
    Null,
    Bool(bool),
    Number(Number<'a>),
    /// Infinity or NaN.
    NonFinite(f64),
    /// An integer in octal or hexadecimal digits beyond 128 bits.
    Unread,
    String,
}

pub(super) fn resolve(text: Cow<'_, str>) -> Plain<'_> {
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => Plain::Null,
        "true" | "True" | "TRUE" => Plain::Bool(true),
        "false" | "False" | "FALSE" => Plain::Bool(false),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Plain::NonFinite(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Plain::NonFinite(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => Plain::NonFinite(f64::NAN),
        other if other.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) => number(text),
        _ => Plain::String,
    }
}

fn number(text: Cow<'_, str>) -> Plain<'_> {
    for (prefix, base) in [("0o", 8), ("0x", 16)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            return based(digits, base);
        }
    }
    if !is_decimal(&text) {
        return Plain::String;
    }
    let number = match text {
        Cow::Borrowed(text) => Number::new(text).or_else(|| Number::new(as_json(text))),
        Cow::Owned(text) => Number::new(as_json(&text)),
    };
    number.map_or(Plain::String, Plain::Number)
}

fn based(digits: &str, base: u32) -> Plain<'static> {
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(base)) {
        return Plain::String;
    }
    let value = i128::from_str_radix(digits, base);
    value.map_or(Plain::Unread, |value| Plain::Number(value.into()))
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_decimal(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (text, None),
    };
    let good_mantissa = match mantissa.split_once('.') {
        Some(("", fraction)) => digits(fraction),
        Some((whole, fraction)) => digits(whole) && (fraction.is_empty() || digits(fraction)),
        None => digits(mantissa),
    };
    good_mantissa && exponent.is_none_or(digits)
}

/// The same number by the grammar of JSON: no plus sign, no leading zeros, digits on both sides of the point.
fn as_json(text: &str) -> String {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let at = text.find(['e', 'E']).unwrap_or(text.len());
    let (mantissa, exponent) = text.split_at(at);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let dot = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{dot}{fraction}{exponent}")
}

/// Whether a text without quotes would be read as something else than a string, also by readers of YAML 1.1: their words,
/// their numbers with `_`, `:` and octal digits, their dates.
pub(super) fn is_ambiguous(text: &str) -> bool {
    const WORDS: [&str; 16] =
        ["~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<", ".inf", ".nan", "-.inf", "+.inf"];
    let numeric = |character: char| character.is_ascii_hexdigit() || "+-._: xXoOtTzZ,".contains(character);
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        || (text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first))
            && text.chars().all(numeric))
}
