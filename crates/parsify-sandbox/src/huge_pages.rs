//! Large pages for the far part of a guest's memory.
//!
//! A call that wants much memory spends most of its time on page faults: one for each 4 KiB. With large pages it is one for
//! each 2 MiB. That is for speed; the deadline is kept without, for what goes over much memory does so in strides. It is
//! less late all the same, because a call that touched much gives it back sooner. The engine has no setting for it, so the
//! kernel is told here, of each memory, once the first call in it knows where it lies.
//!
//! The near part keeps small pages: it stays resident between calls, and to clear what a small call touched of it must not
//! cost a large page.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::allocation::KEEP_WITH_SCAN;

/// A large page of the common processors.
const PAGE: usize = 2 << 20;
/// Address space of a memory.
const MEMORY: u64 = 4 << 30;
/// What follows a memory and belongs to nobody: the engine's setting for 64-bit machines.
const GUARD: usize = 32 << 20;
/// Far more than the pool has memories.
const PLACES: usize = 4096;

/// What the kernel was asked for so far.
pub(crate) struct HugePages {
    /// One bit for each memory of the pool, which stay where they are. `None`: memories come and go.
    asked: Option<Box<[AtomicU64]>>,
    enabled: bool,
}

impl HugePages {
    /// For an engine whose memories come from a pool, or do not.
    pub(crate) fn new(pooling: bool) -> Self {
        let places = || (0..PLACES / 64).map(|_| AtomicU64::new(0)).collect();
        Self { asked: pooling.then(places), enabled: are_enabled() }
    }

    /// Whether the machine lets programs ask at all.
    pub(crate) fn enabled(&self) -> bool {
        self.enabled
    }

    /// Asks for large pages in the far part of the memory that begins at this address. Cheap when that was done before.
    pub(crate) fn enlarge(&self, memory: usize) {
        if self.enabled && !self.was_asked(memory) {
            ask(far_part(memory));
        }
    }

    /// Takes note of it, too. Two memories of the pool are at least 4 GiB apart, so that they differ above that bit. A
    /// memory that is taken for another one keeps its small pages, which costs time and nothing else.
    fn was_asked(&self, memory: usize) -> bool {
        let Some(asked) = &self.asked else { return false };
        let place = (memory as u64 / MEMORY) as usize % PLACES;
        let (word, bit) = (&asked[place / 64], 1 << (place % 64));
        word.load(Ordering::Relaxed) & bit != 0 || word.fetch_or(bit, Ordering::Relaxed) & bit != 0
    }
}

/// What lies behind the part that stays resident, in whole large pages, to the beginning of the next memory of a pool: an end
/// before that would divide a mapping for nothing.
fn far_part(memory: usize) -> Range<usize> {
    let start = memory.saturating_add(KEEP_WITH_SCAN).checked_next_multiple_of(PAGE).unwrap_or(usize::MAX);
    let end = memory.saturating_add(usize::try_from(MEMORY).unwrap_or(usize::MAX)).saturating_add(GUARD);
    start..end / PAGE * PAGE
}

#[cfg(target_os = "linux")]
fn are_enabled() -> bool {
    let setting = std::fs::read_to_string("/sys/kernel/mm/transparent_hugepage/enabled");
    cfg!(target_pointer_width = "64") && setting.is_ok_and(|text| !text.contains("[never]"))
}

#[cfg(not(target_os = "linux"))]
fn are_enabled() -> bool {
    false
}

#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "the kernel is told about addresses")]
fn ask(part: Range<usize>) {
    use rustix::mm::{Advice, madvise};

    let start = std::ptr::without_provenance_mut(part.start);
    // SAFETY: this advice changes nothing that a program can see of its memory: neither what stands in it nor who may reach
    // it, only how large the pages are that the kernel takes when memory is touched for the first time. So it is sound for
    // any range, mapped or not, of whomever.
    //
    // Advice that is not taken costs time and nothing else.
    let _ = unsafe { madvise(start, part.len(), Advice::LinuxHugepage) };
}

#[cfg(not(target_os = "linux"))]
fn ask(_: Range<usize>) {}

#[cfg(all(test, target_pointer_width = "64"))]
mod tests {
    use super::*;

    #[test]
    fn the_near_part_keeps_its_pages() {
        let part = far_part(0x7000_0001_0000);
        assert_eq!(part, 0x7000_00a0_0000..0x7001_0200_0000);
        assert_eq!(far_part(0x7000_0000_0000).start, 0x7000_0080_0000);
        assert!(far_part(usize::MAX - 10).is_empty());
    }

    #[test]
    fn each_memory_of_the_pool_is_asked_for_once() {
        let pages = HugePages::new(true);
        let memories = (0..1000).map(|slot| 0x7000_0000_0000 + slot * ((4 << 30) + (32 << 20)));
        assert!(memories.clone().all(|memory| !pages.was_asked(memory)));
        assert!(memories.clone().all(|memory| pages.was_asked(memory)));
    }

    #[test]
    fn memories_that_come_and_go_are_not_remembered() {
        let pages = HugePages::new(false);
        assert!(!pages.was_asked(1 << 40) && !pages.was_asked(1 << 40));
    }
}
