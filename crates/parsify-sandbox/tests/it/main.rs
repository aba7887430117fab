//! Tests of the sandbox against real guests. The guests come from `cargo xtask build-modules`.

mod adapters;
mod bombs;
mod callees;
mod caps;
mod compile;
mod contract;
mod disk_cache;
mod fuzz;
mod guests;
mod hostile;
mod isolation;
#[cfg(target_os = "linux")]
mod large_pages;
mod limits;
mod memory_cache;
#[cfg(target_os = "linux")]
mod orphans;
mod scan;
#[cfg(target_os = "linux")]
mod small_pools;
mod transcoders;
mod traps;
