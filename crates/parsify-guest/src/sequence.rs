//! Bytes without order that are the same each time.

use std::sync::atomic::{AtomicU64, Ordering};

/// SplitMix64 (Steele, Lea, Flood, 2014) from a fixed start, a byte at a time.
pub(crate) struct Sequence(AtomicU64);

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Sequence {
    pub(crate) const fn new() -> Self {
        Self(AtomicU64::new(0))
    }

    pub(crate) fn next(&self) -> u8 {
        let mut bits = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits >> 56) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Vec<u8> {
        let sequence = Sequence::new();
        (0..4096).map(|_| sequence.next()).collect()
    }

    #[test]
    fn two_instances_give_the_same_bytes() {
        assert_eq!(some(), some());
    }

    #[test]
    fn the_bytes_are_spread() {
        let bytes = some();
        let seen: std::collections::BTreeSet<_> = bytes.iter().collect();
        assert_eq!(seen.len(), 256);
        assert_ne!(bytes[..16], bytes[16..32]);
    }
}
