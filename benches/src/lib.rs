//! What the benchmarks share: guests, inputs, the bare engine they are compared with, and the table of ratios.
//!
//! Absolute times of a busy machine say little; each group holds a floor or a peer measured in the same run, and
//! [`ratios`] prints everything as a multiple of it.
#![forbid(unsafe_code)]

pub mod floor;
pub mod guests;
pub mod inputs;
pub mod ratios;
pub mod rounds;
