//! The sandbox under load for minutes: what leaks, how late a deadline may be, what hostile calls do to healthy ones.

mod cancels;
mod crowd;
mod hostile;
mod idle;
mod leaks;
mod memory;
mod mixed;
mod options;
mod overshoot;
mod retries;
mod subject;
mod throughput;

use parsify_interface::CancelToken;

pub use options::{Options, USAGE};
pub use subject::Subject;
pub use subject::own_runtime;
pub(crate) use subject::runtime;

use crate::figure::Figure;
use crate::measures::{self, Measure};

/// What is measured, by the names of the acceptance figures, the short ones first.
const MEASURES: [(&str, Measure<Options>); 9] = [
    ("R2", overshoot::measure),
    ("R3", mixed::measure),
    ("R6", crowd::measure),
    ("R7", cancels::measure),
    ("R8", throughput::measure),
    ("R9", leaks::measure),
    ("R22", retries::measure),
    ("idle", idle::measure),
    ("R5", memory::measure),
];

/// Measures what the options name, until all is done or the token says stop.
#[must_use]
pub fn run(options: &Options, stop: &CancelToken) -> Vec<Figure> {
    measures::run(&MEASURES, &options.only, options, stop)
}
