//! Stands in for the crate of this name, which on `wasm32-unknown-unknown` asks JavaScript for the time. A guest has no
//! JavaScript around it and no clock: whoever asks here traps, as the standard library does there. Natively it is what the
//! original is, the standard library's own types.
#![forbid(unsafe_code)]

pub use std::time::{Duration, Instant, SystemTime, SystemTimeError, UNIX_EPOCH};
