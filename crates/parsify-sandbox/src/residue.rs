#![expect(unsafe_code, reason = "the kernel is told about addresses")]
//! What a call that failed leaves resident.
//!
//! A slot of the pool keeps the first pages of its memory between two calls, so that a healthy call finds them there. A call
//! that was ended fills what it can reach: each slot it ever ran in would hold megabytes from then on, for nobody's
//! benefit. So a failed call gives back all but what a small call needs.

use std::sync::atomic::{AtomicUsize, Ordering};

/// What small calls touch of a memory.
const KEPT: usize = 128 << 10;
/// Address space of a memory of the pool.
const SLOT: usize = 4 << 30;

/// Where the memory of a call lies, once that is known. Only for calls in slots of the pool, which are [`SLOT`] bytes apart.
#[derive(Debug, Default)]
pub(crate) struct Residue(AtomicUsize);

impl Residue {
    /// Called while arguments are copied in: the memory begins here.
    pub(crate) fn lies_at(&self, memory: usize) {
        self.0.store(memory, Ordering::Relaxed);
    }

    /// Gives back what lies behind the part that is kept, in a memory of so many bytes. Nothing may run in the memory's
    /// instance any more, and the instance must still be there.
    pub(crate) fn give_back(&self, bytes: u64) {
        let memory = self.0.load(Ordering::Relaxed);
        let bytes = usize::try_from(bytes).unwrap_or(SLOT).min(SLOT);
        if memory != 0 && bytes > KEPT {
            empty(memory + KEPT, bytes - KEPT);
        }
    }
}

#[cfg(target_os = "linux")]
fn empty(start: usize, bytes: usize) {
    use rustix::mm::{Advice, madvise};

    let start = std::ptr::without_provenance_mut(start);
    // SAFETY: the range lies within the slot of the pool that the memory of this call has to itself: slots have 4 GiB of
    // address space for their memory, which is the engine's default on 64-bit machines and left alone (only protection
    // keys, which are off, would put them closer), and the memory begins where `lies_at` was told. No code of the instance
    // runs any more and no reference into its memory is left, as the caller promises, so nobody sees that what was written
    // is gone. To the pool, a page given back is like one that was never touched: it reads as the memory's image, or as
    // zeros, which is what the pool makes of the others before the slot is used again. Address space without access has no
    // pages.
    //
    // What cannot be given back stays resident, and costs nothing else.
    let _ = unsafe { madvise(start, bytes, Advice::LinuxDontNeed) };
}

/// Elsewhere the same advice may leave the pages as they are.
#[cfg(not(target_os = "linux"))]
fn empty(_: usize, _: usize) {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::hint::black_box;

    use super::*;

    #[derive(Clone)]
    #[repr(align(4096))]
    struct Page([u8; 4096]);

    /// Pages of ones, as a call left them: which of them hold ones still.
    fn ones_left(told: bool, bytes: usize) -> Vec<bool> {
        let mut memory = vec![Page([1; 4096]); 64];
        let residue = Residue::default();
        if told {
            residue.lies_at(black_box(memory.as_mut_ptr()).expose_provenance());
        }
        residue.give_back(bytes as u64);
        black_box(&mut memory).iter().map(|page| page.0.contains(&1)).collect()
    }

    #[test]
    fn all_but_the_near_part_is_given_back() {
        let kept = KEPT / 4096;
        let left = ones_left(true, 64 * 4096);
        assert!(left[..kept].iter().all(|&page| page) && !left[kept..].iter().any(|&page| page));
        let left = ones_left(true, KEPT + 4096);
        assert!(!left[kept] && left[kept + 1..].iter().all(|&page| page));
    }

    #[test]
    fn a_small_memory_and_one_nobody_knows_are_left_alone() {
        assert!(ones_left(true, KEPT).iter().all(|&page| page));
        assert!(ones_left(false, 64 * 4096).iter().all(|&page| page));
    }
}
