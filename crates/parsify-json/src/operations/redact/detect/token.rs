//! Tokens and keys.

use super::{ends, starts};
use std::ops::Range;

const fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn run(text: &[u8], at: usize, of: impl Fn(u8) -> bool) -> usize {
    text.iter().skip(at).take_while(|byte| of(**byte)).count()
}

/// RFC 7519: a header, which is an object (`{"` in base64url), claims, and a signature that may be empty; of encrypted ones
/// two more parts (RFC 7516).
pub(super) fn find_jwt(text: &[u8], found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while at < text.len() {
        let length = run(text, at, is_base64url);
        if length == 0 {
            at += 1;
            continue;
        }
        let end = if text[at..].starts_with(b"eyJ") { jwt_end(text, at + length) } else { None };
        found.extend(end.map(|end| at..end));
        at = end.unwrap_or(at + length);
    }
}

fn jwt_end(text: &[u8], header: usize) -> Option<usize> {
    let part = |at: usize| (text.get(at) == Some(&b'.')).then(|| at + 1 + run(text, at + 1, is_base64url));
    let claims = part(header)?;
    let signature = part(claims)?;
    let encrypted = part(signature).filter(|end| *end > signature + 1).and_then(part);
    (claims > header + 1 || encrypted.is_some()).then(|| encrypted.unwrap_or(signature))
}

/// The fewest characters of a bearer token.
const SHORTEST_BEARER: usize = 6;

/// RFC 6750, section 2.1; the word itself stays.
pub(super) fn find_bearer(text: &[u8], found: &mut Vec<Range<usize>>) {
    const WORD: &[u8] = b"bearer";
    let mut at = 0;
    while at + WORD.len() < text.len() {
        let word = &text[at..at + WORD.len()];
        if !word.eq_ignore_ascii_case(WORD) || !starts(text, at) {
            at += 1;
            continue;
        }
        let gap = run(text, at + WORD.len(), |byte| byte == b' ');
        let start = at + WORD.len() + gap;
        let token = run(text, start, |byte| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte));
        let end = start + token + run(text, start + token, |byte| byte == b'=');
        if gap > 0 && token >= SHORTEST_BEARER {
            found.push(start..end);
        }
        at = end.max(at + 1);
    }
}

/// The kinds of ids that the documentation of AWS lists.
const ID_PREFIXES: [&[u8]; 12] =
    [b"ABIA", b"ACCA", b"AGPA", b"AIDA", b"AIPA", b"AKIA", b"ANPA", b"ANVA", b"APKA", b"AROA", b"ASCA", b"ASIA"];
const ID_LENGTH: usize = 20;
const SECRET_LENGTH: usize = 40;

pub(super) fn find_aws(text: &[u8], found: &mut Vec<Range<usize>>) {
    let is_secret = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'+');
    let mut at = 0;
    while at < text.len() {
        let length = run(text, at, is_secret).max(1);
        let word = &text[at..at + length];
        if length == SECRET_LENGTH && looks_random(word) && text.get(at + length) != Some(&b'=') {
            found.push(at..at + length);
        } else {
            find_ids(text, at, at + length, found);
        }
        at += length;
    }
}

fn find_ids(text: &[u8], start: usize, end: usize, found: &mut Vec<Range<usize>>) {
    for at in start..end {
        let Some(id) = text.get(at..at + ID_LENGTH) else { return };
        let prefix = ID_PREFIXES.iter().any(|prefix| id.starts_with(prefix));
        let rest = || id.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if prefix && starts(text, at) && ends(text, at + ID_LENGTH) && rest() {
            found.push(at..at + ID_LENGTH);
        }
    }
}

/// Digests in hexadecimal digits have one case only.
fn looks_random(word: &[u8]) -> bool {
    word.iter().any(u8::is_ascii_uppercase)
        && word.iter().any(u8::is_ascii_lowercase)
        && word.iter().any(u8::is_ascii_digit)
}
