//! Literals, and the bare words that people write in their place.

/// Whether a number or a literal may not be followed by this byte without a gap.
#[inline(always)]
pub(crate) const fn continues_word(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' | b'.' | b'+' | b'-')
}

/// The offset after the literal `text` when it stands at `at` as a whole word.
#[inline(always)]
pub fn scan_literal(bytes: &[u8], at: usize, text: &[u8]) -> Option<usize> {
    let end = at + text.len();
    if bytes.get(at..end)? != text {
        return None;
    }
    match bytes.get(end) {
        Some(byte) if continues_word(*byte) => None,
        _ => Some(end),
    }
}

/// Whether a bare word, in any script, may contain this character.
pub(crate) fn in_word(found: char) -> bool {
    u8::try_from(found).map_or_else(|_| found.is_alphanumeric(), continues_word) || found.is_alphanumeric()
}

/// The offset after the bare word at `at`.
pub(crate) fn word_end(source: &str, at: usize) -> usize {
    end_where(source, at, |found| !in_word(found))
}

/// The first offset from `at` on whose character satisfies `stop`, or the end of the source.
pub(crate) fn end_where(source: &str, at: usize, stop: impl FnMut(char) -> bool) -> usize {
    source.get(at..).and_then(|rest| rest.find(stop)).map_or(source.len(), |length| at + length)
}
