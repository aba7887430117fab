//! Literals and numbers of other languages.

use super::code::RepairCode;
use crate::core::{json_number, scan_json5_number, scan_literal, scan_number};
use crate::operations::convert::NonFinite;

/// A literal or number as JSON has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Scalar {
    /// It is JSON as it is written.
    Json,
    /// What it becomes, and why.
    Changed(RepairCode, String),
}

/// The literal or number that a text is.
pub(super) fn scalar(text: &str, non_finite: NonFinite) -> Option<Scalar> {
    /// The longest literal of all.
    const LONGEST: usize = "-Infinity".len();
    if is_json_scalar(text) {
        return Some(Scalar::Json);
    }
    if text.len() <= LONGEST
        && let Some(found) = literal(text, non_finite)
    {
        return Some(found);
    }
    number(text).map(|json| Scalar::Changed(RepairCode::Number, json))
}

/// Whether a text is a literal or number of any of the languages that are known.
pub(super) fn is_scalar_of_any_kind(text: &str) -> bool {
    scalar(text, NonFinite::Null).is_some()
}

/// Whether a text is a number or a literal of JSON.
fn is_json_scalar(text: &str) -> bool {
    let bytes = text.as_bytes();
    let literals: [&[u8]; 3] = [b"true", b"false", b"null"];
    match bytes.first() {
        Some(b'0'..=b'9' | b'-') => scan_number(bytes, 0).is_some_and(|it| it.end == bytes.len()),
        _ => literals.iter().any(|literal| scan_literal(bytes, 0, literal) == Some(bytes.len())),
    }
}

/// What the literal or number is with which a document breaks off.
pub(super) fn truncated(text: &str) -> Option<String> {
    if let Some(literal) = ["true", "false", "null"].into_iter().find(|literal| literal.starts_with(text)) {
        return Some(literal.to_owned());
    }
    let last = text.bytes().last()?;
    let digits = text.bytes().any(|it| it.is_ascii_digit()) || text == "-";
    let json = format!("{text}0");
    (digits && matches!(last, b'e' | b'E' | b'-' | b'+' | b'.') && is_json_scalar(&json)).then_some(json)
}

fn literal(text: &str, non_finite: NonFinite) -> Option<Scalar> {
    let literal = |json: &str| Some(Scalar::Changed(RepairCode::Literal, json.to_owned()));
    match text.to_ascii_lowercase().as_str() {
        "true" => literal("true"),
        "false" => literal("false"),
        "null" | "nil" | "none" | "undefined" => literal("null"),
        word => {
            let number = match word.trim_start_matches(['+', '-']) {
                "nan" => f64::NAN,
                "inf" | "infinity" if word.starts_with('-') => f64::NEG_INFINITY,
                "inf" | "infinity" => f64::INFINITY,
                _ => return None,
            };
            Some(Scalar::Changed(RepairCode::NonFinite, non_finite.value(number).to_json()))
        }
    }
}

/// Numbers of JSON5, in base 2 and 8, with underscores, and big integers of JavaScript.
fn number(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    if !bytes.iter().any(u8::is_ascii_digit) {
        return None;
    }
    if scan_json5_number(bytes, 0) == Some(bytes.len()) {
        return json_number(text);
    }
    if text.starts_with('_') || text.ends_with('_') || text.contains("__") {
        return None;
    }
    let digits = text.strip_suffix('n').unwrap_or(text).replace('_', "");
    let (sign, unsigned) = match digits.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", digits.strip_prefix('+').unwrap_or(&digits)),
    };
    for (prefix, base) in [("0b", 2), ("0B", 2), ("0o", 8), ("0O", 8)] {
        if let Some(digits) = unsigned.strip_prefix(prefix) {
            let value = u128::from_str_radix(digits, base).ok()?;
            return Some(format!("{sign}{value}"));
        }
    }
    let is_plain = digits.len() < text.len() && scan_json5_number(digits.as_bytes(), 0) == Some(digits.len());
    if is_plain { json_number(&digits) } else { None }
}
