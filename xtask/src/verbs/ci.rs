//! `ci`: `test` under the settings of CI.

use std::ffi::OsString;

use anyhow::Result;

use super::{Verb, test, unexpected};
use crate::setup::Setup;

pub(super) const VERB: Verb = Verb {
    name: "ci",
    summary: "exactly what CI runs: `test` with a locked Cargo.lock and no colours",
    help: "\
Runs `cargo xtask test` as CI does: no colours, and a Cargo.lock that would have to change is a failure.

Usage: cargo xtask ci

Example:
  cargo xtask ci
",
    hands_on: false,
    run,
};

fn run(words: Vec<OsString>) -> Result<()> {
    if let Some(argument) = lexopt::Parser::from_args(words).next()? {
        return Err(unexpected(&argument, VERB.name, &[]));
    }
    test::all(&Setup::with_ci(true)?, &test::Options::default())
}
