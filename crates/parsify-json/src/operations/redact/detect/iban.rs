//! International bank account numbers.

use super::{ends, starts};
use std::ops::Range;

/// The longest number of ISO 13616.
const LONGEST: usize = 34;
/// The shortest one in the registry.
const SHORTEST: usize = 15;

pub(super) fn find(text: &[u8], found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while at < text.len() {
        match text.get(at..at + 4) {
            Some([a, b, c, d])
                if a.is_ascii_alphabetic()
                    && b.is_ascii_alphabetic()
                    && c.is_ascii_digit()
                    && d.is_ascii_digit()
                    && starts(text, at) =>
            {
                let end = number_from(text, at);
                found.extend(end.map(|end| at..end));
                at = end.unwrap_or(at + 4);
            }
            _ => at += 1,
        }
    }
}

/// The end of the longest number that starts here. Words behind it may look like groups of it, so each end is tried.
fn number_from(text: &[u8], start: usize) -> Option<usize> {
    let (mut characters, mut at, mut longest) = (Vec::with_capacity(LONGEST), start, None);
    loop {
        while let Some(byte) = text.get(at).filter(|byte| byte.is_ascii_alphanumeric()) {
            characters.push(byte.to_ascii_uppercase());
            at += 1;
            if characters.len() > LONGEST {
                return longest;
            }
        }
        if characters.len() >= SHORTEST && ends(text, at) && remainder(&characters) == 1 {
            longest = Some(at);
        }
        if matches!(text.get(at), Some(b' ' | b'-')) && text.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) {
            at += 1;
        } else {
            return longest;
        }
    }
}

/// ISO 7064, MOD 97-10, with the country and the check digits at the end.
fn remainder(characters: &[u8]) -> u32 {
    let (head, rest) = characters.split_at(characters.len().min(4));
    rest.iter().chain(head).fold(0, |sum, character| match character {
        b'0'..=b'9' => (sum * 10 + u32::from(character - b'0')) % 97,
        _ => (sum * 100 + u32::from(character - b'A') + 10) % 97,
    })
}
