//! Counting bytes.

use wide::u8x16;

/// Bytes of a turn: in a sandbox every turn of a loop pays a check.
const BLOCK: usize = 64;
const LANES: usize = 16;
/// Turns until a lane might overflow, if every byte is a hit.
const TURNS: usize = 255 * LANES / BLOCK;

/// How many bytes of `bytes` are `wanted`.
pub fn count(bytes: &[u8], wanted: u8) -> usize {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let mut total = rest.iter().filter(|byte| **byte == wanted).count();
    for turns in blocks.chunks(TURNS) {
        // A hit is a lane of ones, which is -1.
        let add = |sum, lanes: &[u8; LANES]| sum - u8x16::new(*lanes).simd_eq(u8x16::splat(wanted));
        let hits = turns.iter().fold(u8x16::splat(0), |sum, block| block.as_chunks::<LANES>().0.iter().fold(sum, add));
        total += hits.to_array().iter().map(|hits| usize::from(*hits)).sum::<usize>();
    }
    total
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn every_hit_counts_once() {
        for length in [0, 1, 15, 16, 17, 4031, 4032, 4033, 10_000] {
            assert_eq!(count(&vec![7; length], 7), length);
            assert_eq!(count(&vec![7; length], 8), 0);
            let some: Vec<u8> = (0..length).map(|place| u8::from(place % 3 == 0)).collect();
            assert_eq!(count(&some, 1), length.div_ceil(3));
        }
    }
}
