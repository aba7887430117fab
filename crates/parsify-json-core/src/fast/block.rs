//! 64 bytes at once.

use wide::u8x16;

/// Bytes of a block: one for each bit of a mask.
pub(super) const BLOCK: usize = 64;
const LANES: usize = 16;

/// Which bytes of a block are what; the lowest bit belongs to the first byte.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Masks {
    pub(super) quote: u64,
    pub(super) backslash: u64,
    /// White space of JSON.
    pub(super) space: u64,
    /// `{`, `}`, `[`, `]`, `,` and `:`.
    pub(super) punctuation: u64,
    /// Everything below U+0020.
    pub(super) control: u64,
}

impl Masks {
    #[inline(always)]
    pub(super) fn of(block: &[u8; BLOCK]) -> Self {
        let mut masks = Self::default();
        for (place, lanes) in block.as_chunks::<LANES>().0.iter().enumerate() {
            let lanes = u8x16::new(*lanes);
            let is = |byte: u8| lanes.simd_eq(u8x16::splat(byte));
            // One bit turns square brackets into curly ones.
            let folded = lanes | u8x16::splat(0x20);
            let bracket = folded.simd_eq(u8x16::splat(b'{')) | folded.simd_eq(u8x16::splat(b'}'));
            let space = is(b' ') | is(b'\n') | is(b'\r') | is(b'\t');
            let bits = |lanes: u8x16| u64::from(lanes.to_bitmask()) << (place * LANES);
            masks.quote |= bits(is(b'"'));
            masks.backslash |= bits(is(b'\\'));
            masks.space |= bits(space);
            masks.punctuation |= bits(bracket | is(b',') | is(b':'));
            masks.control |= bits(lanes.simd_lt(u8x16::splat(b' ')));
        }
        masks
    }
}

/// Of each bit, whether an odd number of bits is set up to it: from marks at both ends, what lies between.
#[inline(always)]
pub(super) const fn between(marks: u64) -> u64 {
    let mut mask = marks ^ marks << 1;
    mask ^= mask << 2;
    mask ^= mask << 4;
    mask ^= mask << 8;
    mask ^= mask << 16;
    mask ^ mask << 32
}
