//! `bench`: the benchmarks with freshly built modules.

use std::ffi::OsString;

use anyhow::Result;

use super::{Verb, handed_on};
use crate::cargo::Cargo;
use crate::guests;
use crate::outcome::Ended;
use crate::setup::Setup;

pub(super) const VERB: Verb = Verb {
    name: "bench",
    summary: "build the modules and run the benchmarks",
    help: "\
Builds what changed in modules-src, then runs the benchmarks in benches/. Words are passed to criterion.

Usage: cargo xtask bench [--] ARGS…

Examples:
  cargo xtask bench
  cargo xtask bench format                only benchmarks with that word in their name
  cargo xtask bench --save-baseline main
",
    hands_on: true,
    run,
};

fn run(words: Vec<OsString>) -> Result<()> {
    let setup = Setup::find()?;
    guests::build_first(&setup)?;
    let cargo = Cargo::new(&["bench", "--package", "parsify-bench"]).locked_in_ci(&setup).rest(handed_on(words));
    let status = cargo.status(&setup)?;
    if status.success() {
        return Ok(());
    }
    Err(Ended(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)).into())
}
