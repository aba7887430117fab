//! `layers`: the laws of the architecture.

use std::ffi::OsString;

use anyhow::Result;

use super::{Verb, unexpected};
use crate::layers;
use crate::outcome::Ended;
use crate::paint::Paint;
use crate::setup::Setup;

pub(super) const VERB: Verb = Verb {
    name: "layers",
    summary: "check the laws of the layers: who may depend on whom",
    help: "\
Compares the layer table (xtask/src/layers/table.rs, shown in docs/src/architecture.md) with what cargo knows about
the workspace, and checks the other laws of the sources. One line per law; fails when one is broken.

Usage: cargo xtask layers

Example:
  cargo xtask layers
",
    hands_on: false,
    run,
};

fn run(words: Vec<OsString>) -> Result<()> {
    if let Some(argument) = lexopt::Parser::from_args(words).next()? {
        return Err(unexpected(&argument, VERB.name, &[]));
    }
    let setup = Setup::find()?;
    if layers::report(&layers::judge(&setup)?, Paint::for_stdout(setup.ci)) { Ok(()) } else { Err(Ended(1).into()) }
}
