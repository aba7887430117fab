//! The sandbox under load for minutes. `cargo xtask soak` builds the guests and runs this.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use parsify_bench::measures;
use parsify_bench::soak::{self, Options, USAGE};
use parsify_sandbox::CompileChild;

fn main() -> ExitCode {
    CompileChild::run_if_asked();
    measures::program(USAGE, Options::parse, soak::run, |options| options.json)
}
