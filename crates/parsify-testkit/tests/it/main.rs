//! Tests of the fakes, the fleet, the guests in text form, the fixture format, the runner and the conformance suite.

mod blessing;
mod conformance;
mod diff;
mod fakes;
mod fleet;
mod folders;
mod format;
mod guest_text;
mod round_trip;
mod sample;
