//! Escapes that are one half of a surrogate pair.

use crate::unit;

/// Offsets, from the start of `text`, of the escapes without their other half. `text` has valid escapes only.
pub fn lone_surrogates(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += bytes.get(at..)?.iter().position(|byte| *byte == b'\\')?;
            let escape = at;
            let Some(found) = bytes.get(at..).and_then(unit) else {
                at += 2;
                continue;
            };
            at += 6;
            match found {
                0xd800..0xdc00 => match bytes.get(at..).and_then(unit) {
                    Some(0xdc00..0xe000) => at += 6,
                    _ => return Some(escape),
                },
                0xdc00..0xe000 => return Some(escape),
                _ => {}
            }
        }
    })
}
