//! What the benchmarks share: guests, inputs, the bare engine they are compared with, and the tables of ratios and figures;
//! and the long measurements, [`soak`] and [`faults`].
//!
//! Absolute times of a busy machine say little; each group holds a floor or a peer measured in the same run, and
//! [`ratios`] prints everything as a multiple of it.
#![forbid(unsafe_code)]

pub mod chance;
pub mod faults;
pub mod figure;
pub mod floor;
pub mod guest_text;
pub mod guests;
pub mod inputs;
pub mod interrupt;
pub mod measures;
pub mod outside;
pub mod process;
pub mod progress;
pub mod ratios;
pub mod rounds;
pub mod shapes;
pub mod soak;
pub mod spread;
pub mod transcode;
