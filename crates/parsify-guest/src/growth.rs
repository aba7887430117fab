//! How far a guest's memory grows when it must.

/// A page of WebAssembly memory, in bytes.
pub(crate) const PAGE: usize = 64 * 1024;
/// The address space of a 32-bit memory, in pages, without its last one: no range may end at an address that does not
/// exist.
const MOST_PAGES: u64 = (1 << 16) - 1;
/// The least that is asked for.
const AHEAD: u64 = 512 * 1024;
/// Memories below this grow by half of it: they are those of calls with little more than what a guest starts with.
const SMALL: u64 = 2 * 1024 * 1024;
/// What is asked for beyond need: what comes next is small more often than not.
const SPARE: u64 = 64 * 1024;

/// Pages to add to a memory of `size` bytes, all in use, for `missing` more. `None` when they do not fit in the address
/// space.
///
/// Never less than some pages are added, so that a grow, which takes microseconds, comes with hundreds of kilobytes that are
/// to be filled. Little is added to a request that is larger itself, and nothing in proportion to the size: the host counts
/// what is asked for against the call's memory limit, and a guest that works on a large document shall hold no more than it
/// needs.
pub(crate) fn pages_to_add(size: usize, missing: usize) -> Option<usize> {
    let page = PAGE as u64;
    let (size, missing) = (size as u64, missing as u64);
    let room = MOST_PAGES.saturating_sub(size / page);
    let needed = missing.div_ceil(page);
    let least = if size < SMALL { AHEAD / 2 } else { AHEAD };
    let wanted = missing.saturating_add(SPARE).max(least) / page;
    (needed <= room).then(|| wanted.max(needed).min(room) as usize)
}

#[cfg(test)]
mod tests {
    use super::{PAGE, pages_to_add};

    const MIB: usize = 1 << 20;

    /// Fills a memory of 1 MiB by pieces up to 100 MiB; how often it grows, and the most bytes beyond use.
    fn fill(piece: usize) -> (u32, usize) {
        let (mut size, mut used, mut grows, mut worst) = (MIB, 0, 0, 0);
        while used < 100 * MIB {
            used += piece;
            if used > size {
                size += PAGE * pages_to_add(size, used - size).unwrap();
                grows += 1;
                worst = worst.max(size - used);
            }
        }
        (grows, worst)
    }

    #[test]
    fn memories_hold_little_more_than_they_need_and_grow_by_much() {
        for piece in [64, 4096, PAGE, 700_000, 5 * MIB, 30 * MIB] {
            let (grows, worst) = fill(piece);
            assert!(grows <= 200, "{grows} grows by pieces of {piece}");
            assert!(worst <= 512 << 10, "{worst} bytes beyond need by pieces of {piece}");
        }
    }

    #[test]
    fn what_is_missing_is_always_added() {
        for missing in [1, PAGE, PAGE + 1, 1 << 30] {
            assert!(pages_to_add(MIB, missing).unwrap() * PAGE >= missing);
        }
    }

    #[test]
    fn the_address_space_ends() {
        let gibibyte = 1 << 30;
        // The last page is left out, so the rest of a memory of 3 GiB is one page short of 1 GiB.
        assert_eq!(pages_to_add(3 * gibibyte, gibibyte - PAGE), Some(gibibyte / PAGE - 1));
        assert_eq!(pages_to_add(3 * gibibyte, gibibyte), None);
        assert_eq!(pages_to_add(3 * gibibyte, usize::MAX), None);
    }
}
