//! The long measurements of the package `parsify-bench`: build them and the guests, run one, pass its exit code on.

use std::ffi::OsString;

use anyhow::Result;

use crate::cargo::Cargo;
use crate::guests;
use crate::outcome::Ended;
use crate::setup::Setup;

/// Runs the program of that name, `built` being what cargo builds for it.
pub(super) fn run(program: &str, built: &[&str], words: Vec<OsString>) -> Result<()> {
    let setup = Setup::find()?;
    guests::build_first(&setup)?;
    // The profile of the benchmarks: that of releases, without minutes of link-time optimisation.
    let package = ["--profile", "bench", "--package", "parsify-bench"];
    let build = Cargo::new(&["build"]).args(package).args(built).locked_in_ci(&setup);
    passed_on(build.status(&setup)?)?;
    let features: Vec<_> = built.iter().skip_while(|word| **word != "--features").collect();
    let run = Cargo::new(&["run", "--quiet"]).args(package).args(features).args(["--bin", program]);
    passed_on(run.locked_in_ci(&setup).rest(words).status(&setup)?)
}

/// An exit code that is not 0 becomes ours.
pub(super) fn passed_on(status: std::process::ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    Err(Ended(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)).into())
}
