//! What this process holds, as the operating system counts it (`/proc`; zeros where there is none).

use std::fs;

/// What a process holds at one moment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Held {
    /// Resident memory in KiB.
    pub rss_kib: u64,
    /// Open file descriptors.
    pub files: usize,
    /// Threads.
    pub threads: usize,
    /// Mappings of memory.
    pub maps: usize,
    /// Processes that it started and that are still there.
    pub children: usize,
}

impl Held {
    /// What this process holds now.
    #[must_use]
    pub fn now() -> Self {
        Self {
            rss_kib: rss_kib(),
            // One of them is the listing itself.
            files: entries("/proc/self/fd").saturating_sub(1),
            threads: entries("/proc/self/task"),
            maps: fs::read_to_string("/proc/self/maps").map_or(0, |text| text.lines().count()),
            children: children(),
        }
    }
}

/// Resident memory of this process in KiB.
#[must_use]
pub fn rss_kib() -> u64 {
    status_kib("VmRSS:")
}

/// The part of it that lies in files, the program itself above all, and can be had again from there.
#[must_use]
pub fn rss_of_files_kib() -> u64 {
    status_kib("RssFile:")
}

fn status_kib(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn entries(folder: &str) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

fn children() -> usize {
    let Ok(threads) = fs::read_dir("/proc/self/task") else { return 0 };
    let lists = threads.flatten().map(|thread| fs::read_to_string(thread.path().join("children")));
    lists.map(|list| list.unwrap_or_default().split_whitespace().count()).sum()
}

/// How much work of others this machine has, as its load average over a minute; empty where nobody counts it.
#[must_use]
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().unwrap_or_default().to_owned()
}
