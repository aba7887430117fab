//! Failures of the host on purpose. `cargo xtask faults` builds the guests and runs this.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use parsify_bench::faults::{self, Options, USAGE};
use parsify_bench::measures;
use parsify_sandbox::CompileChild;

fn main() -> ExitCode {
    CompileChild::run_if_asked();
    faults::run_if_asked();
    measures::program(USAGE, Options::parse, faults::run, |options| options.json)
}
