//! Skipping white space.

use super::swar::{first_mark, load, repeat};

/// The first offset from `at` on that is no JSON white space (space, tab, line feed, carriage return).
#[inline(always)]
pub fn skip_space(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(byte) if *byte > b' ' => at,
        Some(b' ') if bytes.get(at + 1).is_some_and(|next| *next > b' ') => at + 1,
        _ => skip_run(bytes, at),
    }
}

fn skip_run(bytes: &[u8], mut at: usize) -> usize {
    const SPACES: u64 = repeat(b' ');
    loop {
        // Line breaks come first in indented text; what follows them are spaces.
        while let Some(b'\n' | b'\r' | b'\t') = bytes.get(at) {
            at += 1;
        }
        let Some(word) = load(bytes, at) else { return skip_tail(bytes, at) };
        let spaces = first_mark(word ^ SPACES);
        at += spaces;
        if spaces < 8 && !matches!(bytes.get(at), Some(b'\n' | b'\r' | b'\t')) {
            return at;
        }
    }
}

fn skip_tail(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
    }
    at
}
