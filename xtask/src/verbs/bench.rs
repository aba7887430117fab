//! `bench`: the benchmarks with freshly built modules.

use std::ffi::OsString;

use anyhow::Result;

use super::measure::passed_on;
use super::{Verb, handed_on};
use crate::cargo::Cargo;
use crate::guests;
use crate::setup::Setup;

pub(super) const VERB: Verb = Verb {
    name: "bench",
    summary: "build the modules and run the benchmarks",
    help: "\
Builds what changed in modules-src, then runs the benchmarks in benches/. Words are passed to criterion. The benchmark
beside Extism has dependencies and a lock file of its own, and runs only when it is asked for.

Usage: cargo xtask bench [--] ARGS…
       cargo xtask bench extism

Examples:
  cargo xtask bench
  cargo xtask bench extism                beside Extism, which takes minutes to build
  cargo xtask bench format                only benchmarks with that word in their name
  cargo xtask bench --save-baseline main
",
    hands_on: true,
    run,
};

fn run(words: Vec<OsString>) -> Result<()> {
    let setup = Setup::find()?;
    guests::build_first(&setup)?;
    let cargo = if words.first().is_some_and(|word| word == "extism") {
        // Extism's engine asks for a newer compiler than it needs.
        let run = ["run", "--release", "--ignore-rust-version", "--manifest-path", "benches/extism/Cargo.toml"];
        let run = Cargo::new(&run);
        // Its programs have the names of ours.
        run.env("CARGO_TARGET_DIR", setup.target.join("extism")).hidden_env("PARSIFY_MODULES_DIR", setup.modules())
    } else {
        Cargo::new(&["bench", "--package", "parsify-bench"]).rest(handed_on(words))
    };
    passed_on(cargo.locked_in_ci(&setup).status(&setup)?)
}
