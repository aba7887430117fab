//! Tests of the fakes, the fixture format, the runner and the conformance suite.

mod blessing;
mod conformance;
mod diff;
mod fakes;
mod folders;
mod format;
mod round_trip;
mod sample;
