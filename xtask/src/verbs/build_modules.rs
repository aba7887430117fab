//! `build-modules`: guests to components.

use std::ffi::OsString;

use anyhow::{Context as _, Result};
use lexopt::Arg::{Long, Value};

use super::{Verb, unexpected};
use crate::guests::{self, Options};
use crate::outcome::Ended;
use crate::setup::Setup;

pub(super) const VERB: Verb = Verb {
    name: "build-modules",
    summary: "compile the guests in modules-src to components in target/modules",
    help: "\
Compiles the guests in modules-src for WebAssembly, makes components of them, checks that they keep the
contract, and puts them with a manifest of digests into target/modules. What did not change is left alone.

Usage: cargo xtask build-modules [NAME…] [--check] [--force] [--json]

  NAME…     only these guests (package names)
  --check   write nothing; fail when target/modules is not what the sources give
  --force   encode and write even what did not change
  --json    print the result as JSON on stdout

A guest's Cargo.toml may say:
  [package.metadata.parsify]
  kind = \"module\"      # or \"example\", \"test\"
  stack = 262144       # bytes of stack inside the guest
  memory = 1048576     # bytes of memory it starts with, stack and data included
  title = \"My module\"

PARSIFY_GUEST_TOOLCHAIN names another rustup toolchain for guests, where the target wasm32-unknown-unknown
cannot be added to the one in use.

Examples:
  cargo xtask build-modules
  cargo xtask build-modules json-processor --force
",
    hands_on: false,
    run,
};

fn run(words: Vec<OsString>) -> Result<()> {
    let mut options = Options::default();
    let mut json = false;
    let mut parser = lexopt::Parser::from_args(words);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("check") => options.check = true,
            Long("force") => options.force = true,
            Long("json") => json = true,
            Value(name) => options.names.push(name.to_string_lossy().into_owned()),
            other => return Err(unexpected(&other, VERB.name, &["check", "force", "json"])),
        }
    }
    let setup = Setup::find()?;
    let report = guests::build(&setup, &options)?;
    if json {
        println!("{}", serde_json::to_string_pretty(&report).context("could not write the report as JSON")?);
    }
    if report.is_good(&options) {
        return Ok(());
    }
    if options.check && report.failures.is_empty() {
        eprintln!("{} is not what the sources give; mend it: cargo xtask build-modules", setup.shown(&report.folder));
    }
    Err(Ended(1).into())
}
