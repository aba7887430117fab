//! Large pages for the memories of the pool.
//!
//! A call that wants much memory spends most of its time on page faults: one for each 4 KiB. With large pages it is one for
//! each 2 MiB. It matters most for the deadline, for one `memory.fill` over new memory cannot be interrupted, and takes a
//! tenth of the time then. The engine has no setting for it, so the kernel is told about the pool's address space itself.
//! Small calls are as they were: their memory comes from the component's image, or is smaller than a large page.

/// The mappings of this process at one moment, start and end of each.
pub(crate) struct Mappings(Vec<(usize, usize)>);

#[cfg(target_os = "linux")]
impl Mappings {
    /// Those of now, of so many bytes and more that nobody can read, write or run: reserved, and empty.
    pub(crate) fn reserved(bytes: usize) -> Self {
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap_or_default();
        Self(maps.lines().filter_map(reserved).filter(|(start, end)| end - start >= bytes).collect())
    }

    /// Asks for large pages in those that are not among the earlier ones; whether there will be some.
    pub(crate) fn enlarge_pages_since(&self, earlier: &Self) -> bool {
        let new: Vec<_> = self.0.iter().filter(|mapping| !earlier.0.contains(mapping)).collect();
        !new.is_empty() && are_enabled() && new.into_iter().all(|(start, end)| advise(*start, end - start))
    }
}

#[cfg(not(target_os = "linux"))]
impl Mappings {
    pub(crate) fn reserved(_: usize) -> Self {
        Self(Vec::new())
    }

    pub(crate) fn enlarge_pages_since(&self, _: &Self) -> bool {
        !self.0.is_empty()
    }
}

/// `start-end ---p 00000000 00:00 0`, the addresses in hexadecimal digits.
#[cfg(target_os = "linux")]
fn reserved(line: &str) -> Option<(usize, usize)> {
    let mut words = line.split_ascii_whitespace();
    let (start, end) = words.next()?.split_once('-')?;
    let is_reserved = words.next()? == "---p" && words.nth(2)? == "0" && words.next().is_none();
    let address = |digits| usize::from_str_radix(digits, 16).ok();
    is_reserved.then_some(())?;
    address(start).zip(address(end)).filter(|(start, end)| start < end)
}

/// Whether the machine's administrator lets programs ask.
#[cfg(target_os = "linux")]
fn are_enabled() -> bool {
    std::fs::read_to_string("/sys/kernel/mm/transparent_hugepage/enabled").is_ok_and(|text| !text.contains("[never]"))
}

#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "the kernel is told about addresses")]
fn advise(start: usize, bytes: usize) -> bool {
    use rustix::mm::{Advice, madvise};

    // SAFETY: this advice changes nothing that a program can see of its memory: neither what stands in it nor who may reach
    // it, only how large the pages are that the kernel takes when memory is touched for the first time. So it is sound for
    // any range, of whomever; and the range is one that only the engine just made and that has nothing in it.
    unsafe { madvise(std::ptr::without_provenance_mut(start), bytes, Advice::LinuxHugepage) }.is_ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn only_empty_reservations_count() {
        assert_eq!(reserved("1000-3000 ---p 00000000 00:00 0 "), Some((0x1000, 0x3000)));
        assert_eq!(reserved("1000-3000 rw-p 00000000 00:00 0 "), None);
        assert_eq!(reserved("1000-3000 ---p 00000000 fd:00 77 /lib/x.so"), None);
        assert_eq!(reserved("1000-3000 ---p 00000000 00:00 0 [vvar]"), None);
        for garbage in ["", "x", "3000-1000 ---p 0 0 0", "1000 ---p 0 00:00 0", "-", "zz-yy ---p 0 00:00 0"] {
            assert_eq!(reserved(garbage), None, "{garbage}");
        }
    }

    #[test]
    fn nothing_new_is_nothing_to_enlarge() {
        let now = Mappings::reserved(1 << 12);
        assert!(!now.enlarge_pages_since(&now));
    }
}
