//! Where tokens start and end, ahead of who reads them.

use super::block::{BLOCK, Masks, between};
use crate::decode::unit;
use crate::scan::is_escape;

/// Places that are found at a time, at most.
const ROOM: usize = 1024;
/// Places of one member: comma, both quotes of the key, colon, bracket or both ends of the value, the bracket behind.
pub(super) const AHEAD: usize = 8;

/// The places of a source, found a window at a time: punctuation, both quotes of strings, the first byte of every other
/// word, and the space behind it if there is any. The end of the source follows as often as anybody asks.
#[derive(Debug)]
pub(super) struct Index<'a> {
    bytes: &'a [u8],
    places: [u32; ROOM + AHEAD + BLOCK],
    /// How many of them were taken.
    next: usize,
    found: usize,
    /// Offset of the next block.
    offset: usize,
    /// All ones inside of a string, else zero.
    inside: u64,
    /// One if the last byte belonged to a word.
    word: u64,
    /// One if the last byte was a backslash that begins an escape.
    escape: u64,
    /// Offset behind the last escape so far.
    escaped: usize,
    /// Offset of the last escape so far that is the second half of a pair of surrogates.
    second: usize,
    /// Offset behind the last escape so far that is half a pair of surrogates without the other half.
    lone: usize,
    /// Whether something cannot be JSON.
    irregular: bool,
}

impl<'a> Index<'a> {
    /// Nothing for a source whose offsets do not fit.
    pub(super) fn new(source: &'a str) -> Option<Self> {
        u32::try_from(source.len()).ok()?;
        Some(Self {
            bytes: source.as_bytes(),
            places: [0; ROOM + AHEAD + BLOCK],
            next: 0,
            found: 0,
            offset: 0,
            inside: 0,
            word: 0,
            escape: 0,
            escaped: 0,
            second: 0,
            lone: 0,
            irregular: false,
        })
    }

    /// The place so many steps ahead, less than [`AHEAD`] after the last [`fill`](Self::fill).
    #[inline(always)]
    pub(super) fn peek(&self, ahead: usize) -> usize {
        self.places.get(self.next + ahead).map_or(usize::MAX, |place| *place as usize)
    }

    #[inline(always)]
    pub(super) fn skip(&mut self, count: usize) {
        self.next += count;
    }

    /// Whether the source has no further escape behind this offset, as far as it is known.
    #[inline(always)]
    pub(super) fn may_escape(&self, offset: usize) -> bool {
        offset < self.escaped
    }

    /// The same for halves of surrogate pairs.
    #[inline(always)]
    pub(super) fn may_be_lone(&self, offset: usize) -> bool {
        offset < self.lone
    }

    /// Sees to it that [`AHEAD`] places are known. Nothing when the source cannot be JSON.
    #[inline(always)]
    pub(super) fn fill(&mut self) -> Option<()> {
        if self.next + AHEAD <= self.found { Some(()) } else { self.find() }
    }

    #[inline(never)]
    fn find(&mut self) -> Option<()> {
        self.places.copy_within(self.next..self.found, 0);
        self.found -= self.next;
        self.next = 0;
        while self.found < ROOM {
            match self.bytes.get(self.offset..).and_then(|rest| rest.first_chunk::<BLOCK>()) {
                Some(block) => self.block(block),
                None => {
                    self.finish();
                    break;
                }
            }
        }
        (!self.irregular).then_some(())
    }

    /// The last block, filled up with spaces, and places at the end.
    fn finish(&mut self) {
        if let Some(rest) = self.bytes.get(self.offset..).filter(|rest| !rest.is_empty()) {
            let mut block = [b' '; BLOCK];
            block.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            self.block(&block);
            self.offset = self.bytes.len();
        }
        // A string that is open or an escape without its character.
        self.irregular |= self.inside != 0 || self.escape != 0;
        if let Some(room) = self.places.get_mut(self.found..self.found + AHEAD) {
            // No source is longer.
            room.fill(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
            self.found += AHEAD;
        }
    }

    #[inline(always)]
    fn block(&mut self, block: &[u8; BLOCK]) {
        let masks = Masks::of(block);
        let escaped = if masks.backslash | self.escape == 0 { 0 } else { self.escapes(masks.backslash) };
        let quotes = masks.quote & !escaped;
        // From the opening quote to the byte before the closing one.
        let inside = between(quotes) ^ self.inside;
        self.inside = if inside >> 63 == 1 { u64::MAX } else { 0 };
        self.irregular |= masks.control & inside != 0;
        let words = !(masks.space | masks.punctuation | quotes | inside);
        let behind_words = words << 1 | self.word;
        self.word = words >> 63;
        let starts = words & !behind_words;
        let ends = masks.space & behind_words & !inside;
        self.keep(masks.punctuation & !inside | quotes | starts | ends);
        self.offset += BLOCK;
    }

    #[inline(always)]
    fn keep(&mut self, mut marks: u64) {
        let Some(room) = self.places.get_mut(self.found..).and_then(|rest| rest.first_chunk_mut::<BLOCK>()) else {
            return;
        };
        // No source is longer.
        #[expect(clippy::cast_possible_truncation, reason = "`new` has compared the length")]
        let base = self.offset as u32;
        let count = marks.count_ones() as usize;
        self.found += count;
        // In groups: the surplus is overwritten by the next block.
        for group in room.as_chunks_mut::<8>().0.iter_mut().take(count.div_ceil(8)) {
            for place in group {
                *place = base.wrapping_add(marks.trailing_zeros());
                marks &= marks.wrapping_sub(1);
            }
        }
    }

    /// The bytes that a backslash escapes; looks whether each may be.
    #[inline(never)]
    fn escapes(&mut self, backslashes: u64) -> u64 {
        let mut escaped = self.escape;
        let mut starts = backslashes & !escaped;
        self.escape = 0;
        while starts != 0 {
            let start = starts & starts.wrapping_neg();
            let at = self.offset + start.trailing_zeros() as usize;
            self.irregular |= !is_escape(self.bytes, at);
            self.escaped = at + 1;
            if let Some([b'u', b'd' | b'D']) = self.bytes.get(at + 1..).and_then(|rest| rest.first_chunk()) {
                self.surrogate(at);
            }
            escaped |= start << 1;
            self.escape = start >> 63;
            starts &= !(start | start << 1);
        }
        escaped
    }

    /// Takes note of the escape at this offset, if it is half a pair of surrogates.
    fn surrogate(&mut self, at: usize) {
        let unit_at = |at: usize| self.bytes.get(at..).and_then(unit);
        match unit_at(at) {
            Some(0xd800..0xdc00) if matches!(unit_at(at + 6), Some(0xdc00..0xe000)) => self.second = at + 6,
            Some(0xdc00..0xe000) if self.second == at => {}
            Some(0xd800..0xe000) => self.lone = at + 1,
            _ => {}
        }
    }
}
