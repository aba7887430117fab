//! What was found and what was expected.

use super::code::Code;
use super::excerpt::harmless;
use super::position::Place;
use crate::fault::Fault;

/// Longest quotation of the source in a message, in characters.
const QUOTED: usize = 30;

/// One sentence without a final dot.
pub(super) fn message(fault: &Fault, source: &str, related: Option<Place>) -> String {
    let found = quote(fault, source);
    let expected = fault.expected;
    let opened = related.map_or_else(String::new, |place| opener(source, place));
    match fault.code {
        Code::Empty => "the document is empty: expected a value".to_owned(),
        Code::ByteOrderMark => "the document starts with a byte order mark: expected a value".to_owned(),
        Code::TrailingComma => "found a comma before a closing bracket: expected a value or no comma".to_owned(),
        Code::ExtraComma => format!("found a comma with nothing before it: expected {expected}"),
        Code::MissingComma => format!("found {found} right after a value: expected {expected}"),
        Code::MissingColon => format!("found {found} after a key: expected `:`"),
        Code::MissingValue => format!("found {found} in place of a value: expected a value"),
        Code::MissingKey => format!("found {found} without a key before it: expected {expected}"),
        Code::UnexpectedColon => format!("found a colon that follows no key: expected {expected}"),
        Code::SingleQuotes => format!("found a string in single quotes, {found}: expected {expected}"),
        Code::WrongQuotes => format!("found a string in quotes of another kind, {found}: expected {expected}"),
        Code::UnquotedKey => format!("found {found}: expected a key in double quotes"),
        Code::UnquotedString | Code::NonFiniteNumber | Code::Undefined => {
            format!("found {found}, which is no JSON value: expected {expected}")
        }
        Code::PythonLiteral => format!("found {found}, a literal of Python: expected {expected}"),
        Code::UnknownLiteral => format!("found {found}: expected `true`, `false` or `null` in lower case"),
        Code::Comment => format!("found a comment, {found}: expected {expected}"),
        Code::UnclosedComment => format!("found {found} without an end: expected `*/` before the end of the document"),
        Code::LeadingZero => format!("found {found}: expected a number without leading zeros"),
        Code::LeadingPlus => format!("found {found}: expected a number without a plus sign"),
        Code::LeadingDot => format!("found {found}: expected a digit before the decimal point"),
        Code::TrailingDot => format!("found {found}: expected a digit after the decimal point"),
        Code::HexNumber => format!("found the hexadecimal number {found}: expected a decimal number"),
        Code::InvalidNumber => format!("found {found}: expected a number"),
        Code::InvalidEscape => format!("found {found} in a string: expected one of the escapes of JSON"),
        Code::InvalidUnicodeEscape => {
            format!("found {found} in a string: expected four hexadecimal digits after `\\u`")
        }
        Code::ControlCharacter => format!("found the raw control character {found} in a string: expected an escape"),
        Code::UnclosedString => format!("found {found} without an end: expected `\"` before the end of the line"),
        Code::UnclosedBracket => format!("the document ends inside of {opened}: expected {expected}"),
        Code::MismatchedBracket => format!("found {found} inside of {opened}: expected {expected}"),
        Code::UnexpectedClosing => format!("found {found} that closes nothing: expected {expected}"),
        Code::SeveralValues => format!("found {found} after the end of the value: expected the end of the document"),
        Code::UnexpectedSpace => format!("found {found}, which is no white space of JSON: expected {expected}"),
        Code::UnexpectedCharacter => format!("found {found}: expected {expected}"),
        Code::Depth => format!("the brackets are nested deeper than {} levels", fault.limit),
        Code::OutputSize => format!("the output grows beyond {} bytes", fault.limit),
        Code::NumberRange => format!("the number {found} is beyond all doubles"),
        Code::NumberPrecision => format!("the number {found} has digits that no double keeps"),
        Code::DuplicateKey => format!("the key {found} is already in this object"),
        Code::LoneSurrogate => format!("the escape {found} is one half of a surrogate pair and no character"),
    }
}

fn opener(source: &str, place: Place) -> String {
    let bracket = source.get(place.offset..=place.offset).unwrap_or_default();
    format!("the `{bracket}` of line {}, column {}", place.line, place.column)
}

/// The faulty text in backticks, shortened; a lone invisible character by its number.
fn quote(fault: &Fault, source: &str) -> String {
    let text = source.get(fault.at..fault.at + fault.length).unwrap_or_default();
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (None, _) => return "the end of the document".to_owned(),
        (Some(first), second)
            if second.is_none_or(|next| next == first)
                && (first.is_whitespace() || harmless(first) == char::REPLACEMENT_CHARACTER) =>
        {
            return format!("U+{:04X}", u32::from(first));
        }
        _ => {}
    }
    let mut shown: String = text.chars().take(QUOTED).map(harmless).collect();
    if text.chars().nth(QUOTED).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}
