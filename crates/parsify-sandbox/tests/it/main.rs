//! Tests of the sandbox against real guests. The guests come from `cargo xtask build-modules`.

mod contract;
mod guests;
mod isolation;
mod limits;
mod memory_cache;
mod traps;
