//! Keys that an object has twice.

use crate::core::{Text, decoded};
use std::borrow::Cow;

/// The keys of all open objects.
#[derive(Debug, Default)]
pub(super) struct Keys<'a> {
    source: &'a str,
    keys: Vec<Key<'a>>,
    /// For every open object, how many keys were there before it.
    frames: Vec<usize>,
}

/// Compared by mark first, which settles nearly all comparisons, and by offset last, so that the first of equal keys
/// comes first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    mark: u64,
    text: Cow<'a, [u8]>,
    at: usize,
    end: usize,
}

/// Two equal keys of one object, by the offsets of their quotes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Duplicate {
    pub(super) first: usize,
    pub(super) again: usize,
    pub(super) end: usize,
}

impl<'a> Keys<'a> {
    pub(super) const fn new(source: &'a str) -> Self {
        Self { source, keys: Vec::new(), frames: Vec::new() }
    }

    #[inline]
    pub(super) fn open(&mut self) {
        self.frames.push(self.keys.len());
    }

    #[inline]
    pub(super) fn add(&mut self, at: usize, text: Text) {
        let key = if text.escaped {
            decoded(self.source, at, text.end)
        } else {
            Cow::Borrowed(self.source.as_bytes().get(at + 1..text.end - 1).unwrap_or_default())
        };
        self.keys.push(Key { mark: mark(&key), text: key, at, end: text.end });
    }

    /// Forgets the innermost object; gives its duplicates, each with the first key of its name.
    #[inline]
    pub(super) fn close(&mut self) -> Vec<Duplicate> {
        let first = self.frames.pop().unwrap_or_default();
        let keys = self.keys.get_mut(first..).unwrap_or_default();
        let duplicates = if suspicious(keys) { search(keys) } else { Vec::new() };
        self.keys.truncate(first);
        duplicates
    }
}

/// Whether two keys may be equal; quick, and rarely wrong.
fn suspicious(keys: &[Key<'_>]) -> bool {
    const FEW: usize = 12;
    if keys.len() > FEW {
        return true;
    }
    let mut rest = keys;
    while let [key, others @ ..] = rest {
        if others.iter().any(|other| other.mark == key.mark) {
            return true;
        }
        rest = others;
    }
    false
}

#[inline(never)]
fn search(keys: &mut [Key<'_>]) -> Vec<Duplicate> {
    let mut found = Vec::new();
    keys.sort_unstable();
    let mut first = 0;
    for (index, key) in keys.iter().enumerate() {
        match keys.get(first) {
            Some(earlier) if index > first && earlier.mark == key.mark && earlier.text == key.text => {
                found.push(Duplicate { first: earlier.at, again: key.at, end: key.end });
            }
            _ => first = index,
        }
    }
    found
}

/// A number that equal keys share and different keys seldom do: length, both ends and, of short keys, everything.
#[inline(always)]
fn mark(text: &[u8]) -> u64 {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (start, end) = match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(start), Some(end)) => (u64::from_le_bytes(*start), u64::from_le_bytes(*end)),
        _ => (text.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0),
    };
    (start.wrapping_mul(SPREAD).rotate_left(29) ^ end).wrapping_mul(SPREAD) ^ text.len() as u64
}
