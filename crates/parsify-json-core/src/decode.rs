//! What a string means, for comparing keys.

use std::borrow::Cow;

/// The text between the quotes of `source[start..end]` with its escapes resolved; of JSON5 also in single quotes, without
/// quotes, and with the escapes that JSON does not know.
///
/// Its bytes compare as its code points do. A lone surrogate, which UTF-8 cannot hold, takes the three bytes that its
/// code point would have (WTF-8).
pub fn decoded(source: &str, start: usize, end: usize) -> Cow<'_, [u8]> {
    let token = source.as_bytes().get(start..end).unwrap_or_default();
    decoded_between(match token {
        [b'"' | b'\'', raw @ .., _] => raw,
        name => name,
    })
}

/// The same of what stands between the quotes.
pub fn decoded_between(raw: &[u8]) -> Cow<'_, [u8]> {
    if raw.contains(&b'\\') { Cow::Owned(resolve(raw)) } else { Cow::Borrowed(raw) }
}

fn resolve(raw: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(plain) = rest.iter().position(|byte| *byte == b'\\') {
        let (before, escape) = rest.split_at(plain);
        text.extend_from_slice(before);
        rest = match unit(escape) {
            Some(high @ 0xd800..0xdc00) => match escape.get(6..).and_then(|next| Some((unit(next)?, next))) {
                Some((low @ 0xdc00..0xe000, next)) => {
                    push(&mut text, 0x1_0000 + ((u32::from(high) & 0x3ff) << 10 | u32::from(low) & 0x3ff));
                    next.get(6..).unwrap_or_default()
                }
                _ => single(&mut text, high, escape),
            },
            Some(unit) => single(&mut text, unit, escape),
            None => other(&mut text, escape),
        };
    }
    text.extend_from_slice(rest);
    text
}

fn single<'a>(text: &mut Vec<u8>, unit: u16, escape: &'a [u8]) -> &'a [u8] {
    push(text, u32::from(unit));
    escape.get(6..).unwrap_or_default()
}

/// The code unit of the `\uXXXX` that starts here.
pub fn unit(escape: &[u8]) -> Option<u16> {
    let digits = escape.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |unit, digit| {
        let value = char::from(*digit).to_digit(16).and_then(|value| u16::try_from(value).ok())?;
        Some(unit << 4 | value)
    })
}

/// Resolves an escape that is no code unit; gives what follows it.
fn other<'a>(text: &mut Vec<u8>, escape: &'a [u8]) -> &'a [u8] {
    let length = match escape {
        // The line goes on, as JSON5 has it.
        [_, b'\r', b'\n', ..] => 3,
        [_, b'\n' | b'\r', ..] => 2,
        [_, 0xe2, 0x80, 0xa8 | 0xa9, ..] => 4,
        [_, b'x', high, low, ..] => {
            let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or_default();
            push(text, digit(*high) << 4 | digit(*low));
            4
        }
        _ => {
            text.push(simple(escape.get(1).copied().unwrap_or(b'\\')));
            2
        }
    };
    escape.get(length..).unwrap_or_default()
}

const fn simple(escape: u8) -> u8 {
    match escape {
        b'v' => 0x0b,
        b'0' => 0,
        b'b' => 0x08,
        b'f' => 0x0c,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        other => other,
    }
}

fn push(text: &mut Vec<u8>, point: u32) {
    if let Some(found) = char::from_u32(point) {
        text.extend_from_slice(found.encode_utf8(&mut [0; 4]).as_bytes());
    } else {
        let [_, _, high, low] = point.to_be_bytes();
        text.extend_from_slice(&[0xe0 | high >> 4, 0x80 | (high & 0xf) << 2 | low >> 6, 0x80 | low & 0x3f]);
    }
}
