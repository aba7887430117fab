//! `run`: the `parsify` command with freshly built modules.

use std::ffi::OsString;

use anyhow::Result;

use super::{Verb, handed_on};
use crate::cargo::Cargo;
use crate::guests;
use crate::setup::Setup;

pub(super) const VERB: Verb = Verb {
    name: "run",
    summary: "build the modules and run the parsify command with them",
    help: "\
Builds what changed in modules-src, then runs the `parsify` command from this checkout, with the report on how
the call was executed. Words, standard streams and exit code are passed through.

Usage: cargo xtask run [--] ARGS…

Examples:
  cargo xtask run --help                  this text
  cargo xtask run -- --help               what the command itself can do
  cargo xtask run json format data.json
",
    hands_on: true,
    run,
};

fn run(words: Vec<OsString>) -> Result<()> {
    let setup = Setup::find()?;
    guests::build_first(&setup)?;
    let manifest = setup.root.join("Cargo.toml");
    // In the folder of the person: a file they name lies there.
    let cargo = Cargo::new(&["run", "--quiet", "--package", "parsify-cli", "--bin", "parsify"])
        .args(["--manifest-path".as_ref(), manifest.as_os_str()])
        .locked_in_ci(&setup)
        .rest(["--verbose"])
        .rest(handed_on(words))
        .here();
    replace_us(&cargo, &setup)
}

/// Cargo takes our place, and the program takes cargo's: signals and the exit code need no forwarding.
#[cfg(unix)]
fn replace_us(cargo: &Cargo, setup: &Setup) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    let error = cargo.command(setup).exec();
    Err(anyhow::Error::new(error).context(format!("could not start `{}`", cargo.shown())))
}

/// The console sends Ctrl-C to every process in it; what is left to pass on is the exit code.
#[cfg(not(unix))]
fn replace_us(cargo: &Cargo, setup: &Setup) -> Result<()> {
    let status = cargo.status(setup)?;
    if status.success() {
        return Ok(());
    }
    Err(crate::outcome::Ended(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)).into())
}
