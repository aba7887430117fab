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
