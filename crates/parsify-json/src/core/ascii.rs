//! Strings in ASCII only.

use super::output::Output;

/// Writes `source[start..end]` with everything beyond ASCII as `\uXXXX`, in lower case, in surrogate pairs above U+FFFF.
pub(crate) fn write(output: &mut Output, source: &str, start: usize, end: usize) {
    let text = source.get(start..end).unwrap_or_default();
    let mut at = start;
    while let Some(plain) = text.as_bytes().get(at - start..).and_then(|rest| rest.iter().position(|b| *b >= 0x80)) {
        output.token(source.as_bytes(), at, at + plain);
        at += plain;
        let Some(found) = source.get(at..end).and_then(|rest| rest.chars().next()) else { break };
        for unit in found.encode_utf16(&mut [0; 2]) {
            escape(output, *unit);
        }
        at += found.len_utf8();
    }
    output.token(source.as_bytes(), at, end);
}

fn escape(output: &mut Output, unit: u16) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |shift: u16| DIGITS[usize::from(unit >> shift & 0xf)];
    output.copy(&[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)], 0, 6);
}
