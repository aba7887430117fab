//! Keys that an object has twice.

use crate::{Text, decoded};
use std::borrow::Cow;

/// The keys of all open objects.
#[derive(Debug, Default)]
pub(super) struct Keys<'a> {
    source: &'a str,
    keys: Vec<Key>,
    /// For every open object, how many keys were there before it.
    frames: Vec<usize>,
}

/// A key by the offsets of its quotes, with a mark that equal keys share and different keys seldom do.
#[derive(Debug, Clone, Copy)]
struct Key {
    mark: u64,
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

    #[inline(always)]
    pub(super) fn add(&mut self, at: usize, text: Text) {
        let end = text.end;
        let mark = if text.escaped {
            mark(&decoded(self.source, at, end))
        } else {
            mark(self.source.as_bytes().get(at + 1..end.saturating_sub(1)).unwrap_or_default())
        };
        self.keys.push(Key { mark, at, end });
    }

    /// Forgets the innermost object; gives its duplicates, each with the first key of its name.
    #[inline]
    pub(super) fn close(&mut self) -> Vec<Duplicate> {
        let first = self.frames.pop().unwrap_or_default();
        let keys = self.keys.get_mut(first..).unwrap_or_default();
        let duplicates = if suspicious(keys) { search(self.source, keys) } else { Vec::new() };
        self.keys.truncate(first);
        duplicates
    }
}

/// So few keys are compared with each other.
const FEW: usize = 8;
/// So many are looked up in a table, more are sorted.
const SOME: usize = 96;

/// Whether two keys may be equal; quick, and wrong only by seeing ghosts.
fn suspicious(keys: &[Key]) -> bool {
    match keys.len() {
        count if count <= FEW => any_pair(keys),
        count if count <= SOME => any_equal(keys),
        _ => true,
    }
}

fn any_pair(mut keys: &[Key]) -> bool {
    while let [key, others @ ..] = keys {
        if others.iter().any(|other| other.mark == key.mark) {
            return true;
        }
        keys = others;
    }
    false
}

/// Whether two of at most [`SOME`] keys have the same mark: in a hash table that is never half full.
fn any_equal(keys: &[Key]) -> bool {
    const PLACES: usize = 256;
    let mut table = [0_u64; PLACES];
    for key in keys {
        // Zero is a free place.
        let mark = key.mark | 1;
        let mut at = (mark >> 56) as usize;
        while let Some(place) = table.get_mut(at) {
            if *place == mark {
                return true;
            }
            if *place == 0 {
                *place = mark;
                break;
            }
            at = (at + 1) % PLACES;
        }
    }
    false
}

#[inline(never)]
fn search(source: &str, keys: &mut [Key]) -> Vec<Duplicate> {
    let mut found = Vec::new();
    keys.sort_unstable_by_key(|key| key.mark);
    for group in keys.chunk_by(|left, right| left.mark == right.mark).filter(|group| group.len() > 1) {
        let mut texts: Vec<(Cow<'_, [u8]>, &Key)> =
            group.iter().map(|key| (decoded(source, key.at, key.end), key)).collect();
        // By text and then by place: marks can be forged, so this must not be quadratic either.
        texts.sort_unstable_by(|left, right| (&left.0, left.1.at).cmp(&(&right.0, right.1.at)));
        for equal in texts.chunk_by(|left, right| left.0 == right.0) {
            if let [(_, first), again @ ..] = equal {
                found.extend(again.iter().map(|(_, key)| Duplicate { first: first.at, again: key.at, end: key.end }));
            }
        }
    }
    found.sort_unstable_by_key(|duplicate| duplicate.again);
    found
}

/// Length and both ends of a key; of a short one, everything.
#[inline(always)]
fn mark(text: &[u8]) -> u64 {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (start, end) = match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(start), Some(end)) => (u64::from_le_bytes(*start), u64::from_le_bytes(*end)),
        _ => (text.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0),
    };
    let mixed = start.wrapping_mul(SPREAD).rotate_left(29) ^ end ^ text.len() as u64;
    mixed.wrapping_mul(SPREAD)
}
