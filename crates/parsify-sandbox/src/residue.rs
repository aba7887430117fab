#![expect(unsafe_code, reason = "the kernel is told about addresses")]
//! What a call that failed leaves resident.
//!
//! A slot of the pool keeps the first pages of its memory between two calls, so that a healthy call finds them there. A call
//! that was ended fills what it can reach: each slot it ever ran in would hold two megabytes from then on, for nobody's
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
    // address space for their memory, and the memory begins where `lies_at` was told. No code of the instance runs any
    // more and no reference into its memory is left, as the caller promises, so nobody sees that what was written is gone.
    // To the pool, a page given back is like one that was never touched: it reads as the memory's image, or as zeros, which
    // is what the pool makes of the others before the slot is used again. Address space without access has no pages.
    //
    // What cannot be given back stays resident, and costs nothing else.
    let _ = unsafe { madvise(start, bytes, Advice::LinuxDontNeed) };
}

/// Elsewhere the same advice may leave the pages as they are.
#[cfg(not(target_os = "linux"))]
fn empty(_: usize, _: usize) {}
