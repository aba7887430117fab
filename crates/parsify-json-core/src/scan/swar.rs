//! Eight bytes at a time in one integer.
//!
//! In a sandbox every turn of a loop pays a check, so the scanners take as many bytes per turn as a register holds.
//! Bytes are loaded little-endian: the lowest set mark bit belongs to the first byte, and marks above the first one
//! may be false because borrows run upwards.

/// The top bit of every byte: where the tests below leave their marks.
pub(super) const MARKS: u64 = repeat(0x80);

/// A word of eight equal bytes.
pub(super) const fn repeat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The eight bytes that start at `at`, or nothing when fewer are left.
#[inline(always)]
pub(super) fn load(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}

/// The index of the first marked byte; eight when none is marked.
#[inline(always)]
pub(super) const fn first_mark(marks: u64) -> usize {
    (marks.trailing_zeros() / 8) as usize
}

/// Marks every byte below `limit` (at most 0x80); the first mark is exact.
#[inline(always)]
pub(super) const fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(repeat(limit)) & !word & MARKS
}

/// How many bytes of `bytes` are `wanted`.
pub fn count(bytes: &[u8], wanted: u8) -> usize {
    const BLOCK: usize = 64;
    let mut blocks = bytes.chunks_exact(BLOCK);
    let mut total = 0;
    for block in blocks.by_ref() {
        // Each byte of the sum counts at most eight hits, and all together at most 64: nothing overflows.
        let sums: u64 = block.chunks_exact(8).map(|chunk| hits(load(chunk, 0).unwrap_or_default(), wanted)).sum();
        total += (sums.wrapping_mul(repeat(1)) >> 56) as usize;
    }
    total + blocks.remainder().iter().filter(|byte| **byte == wanted).count()
}

/// A one in every byte that is `wanted`; exact for all of them, for no carry leaves its byte.
#[inline(always)]
const fn hits(word: u64, wanted: u8) -> u64 {
    const LOW_BITS: u64 = repeat(0x7f);
    let differs = word ^ repeat(wanted);
    !(((differs & LOW_BITS) + LOW_BITS) | differs | LOW_BITS) >> 7
}
