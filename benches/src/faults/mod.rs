//! Failures of the host on purpose: what its callers get, and what it is afterwards.

// One list for the sandbox's own tests and for this.
#[path = "../../../crates/parsify-sandbox/tests/it/bombs.rs"]
#[expect(dead_code, reason = "its tests use parts of a bomb that only they look at")]
mod bombs;
mod burdens;
mod files;
mod flight;
mod graphs;
mod options;
#[cfg(feature = "faults")]
mod panics;
mod secrets;
mod witness;

use parsify_interface::CancelToken;

pub use files::run_if_asked;
pub use options::{Options, USAGE};

use crate::figure::Figure;
use crate::measures::{self, Measure};

/// What is measured, by the names of the acceptance figures.
const MEASURES: [(&str, Measure<Options>); 6] = [
    ("R4", burdens::measure),
    ("R13", flight::measure),
    ("R19", graphs::measure),
    ("R20", panics),
    ("R23", files::measure),
    ("R25", secrets::measure),
];

/// Measures what the options name, until all is done or the token says stop.
#[must_use]
pub fn run(options: &Options, stop: &CancelToken) -> Vec<Figure> {
    measures::run(&MEASURES, &options.only, options, stop)
}

#[cfg(feature = "faults")]
fn panics(options: &Options, stop: &CancelToken) -> Vec<Figure> {
    panics::measure(options, stop)
}

#[cfg(not(feature = "faults"))]
fn panics(_: &Options, _: &CancelToken) -> Vec<Figure> {
    vec![Figure::told("R20", "panics in the host", "not measured: built without the feature `faults`")]
}
