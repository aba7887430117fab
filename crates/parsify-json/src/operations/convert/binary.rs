//! Bytes as text.

use parsify_error::{ErrorKind, Failure};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::code;

/// How the documents of binary formats are handed in and out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum BinaryForm {
    /// As they are.
    #[default]
    Bytes,
    /// As text in base64 (RFC 4648, section 4), with padding. White space is accepted in what is handed in, and so are
    /// the letters of section 5 and missing padding.
    Base64,
    /// As text in hexadecimal digits, lower case. White space is accepted in what is handed in.
    Hex,
}

/// Base64 with padding (RFC 4648, section 4).
pub(crate) fn to_base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().enumerate().fold(0_u32, |group, (at, byte)| group | u32::from(*byte) << (16 - 8 * at));
        for place in 0..4 {
            let letter = LETTERS[(group >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

/// Hexadecimal digits, lower case.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Reads base64, whose letters may be those for URLs; white space counts as nothing, padding may be missing.
///
/// # Errors
///
/// A character that is none of these, with its offset, or an ending that holds no whole byte or stray bits.
pub(crate) fn from_base64(text: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut group, mut letters) = (0_u32, 0_usize);
    let mut characters = text.char_indices().filter(|(_, character)| !character.is_ascii_whitespace());
    for (offset, character) in characters.by_ref() {
        let value = match character {
            'A'..='Z' => u32::from(character) - u32::from('A'),
            'a'..='z' => u32::from(character) - u32::from('a') + 26,
            '0'..='9' => u32::from(character) - u32::from('0') + 52,
            '+' | '-' => 62,
            '/' | '_' => 63,
            '=' => return finish_base64(text, bytes, (group, letters), Some(offset)),
            _ => return Err(bad_text("base64", offset)),
        };
        group = group << 6 | value;
        letters += 1;
        if letters == 4 {
            let [_, first, second, third] = group.to_be_bytes();
            bytes.extend([first, second, third]);
            (group, letters) = (0, 0);
        }
    }
    finish_base64(text, bytes, (group, letters), None)
}

fn finish_base64(
    text: &str,
    mut bytes: Vec<u8>,
    (group, letters): (u32, usize),
    padding: Option<usize>,
) -> Result<Vec<u8>, Failure> {
    let end = padding.unwrap_or(text.len());
    let pads: Vec<(usize, char)> =
        text[end..].char_indices().filter(|(_, character)| !character.is_ascii_whitespace()).collect();
    if let Some((at, _)) = pads.iter().find(|(_, character)| *character != '=') {
        return Err(bad_text("base64", end + at));
    }
    let stray = match letters {
        0 => 0,
        2 => group & 0b1111,
        3 => group & 0b11,
        _ => 1,
    };
    if stray != 0 || (padding.is_some() && pads.len() != (4 - letters) % 4) {
        return Err(bad_text("base64", end));
    }
    match letters {
        2 => bytes.extend((group >> 4).to_be_bytes().last()),
        3 => bytes.extend(&(group >> 2).to_be_bytes()[2..]),
        _ => {}
    }
    Ok(bytes)
}

/// Reads pairs of hexadecimal digits; white space counts as nothing.
///
/// # Errors
///
/// A character that is none, with its offset, or an odd number of digits.
pub(crate) fn from_hex(text: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut half = None;
    for (offset, character) in text.char_indices().filter(|(_, character)| !character.is_ascii_whitespace()) {
        let digit = character.to_digit(16).ok_or_else(|| bad_text("hexadecimal", offset))?;
        half = match half {
            None => Some(digit),
            Some(high) => {
                bytes.extend((high << 4 | digit).to_be_bytes().last());
                None
            }
        };
    }
    if half.is_some() { Err(bad_text("hexadecimal", text.len())) } else { Ok(bytes) }
}

#[cold]
fn bad_text(form: &str, offset: usize) -> Failure {
    let message = format!("the document is no {form} text: it goes wrong at offset {offset}");
    Failure::new(ErrorKind::Input, code::CONVERT_BINARY_TEXT, message)
        .with_detail("offset", offset)
        .with_hint("`binary` says how binary documents are handed in: \"bytes\", \"base64\" or \"hex\"")
}
