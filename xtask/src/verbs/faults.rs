//! `faults`: failures of the host on purpose, with freshly built modules.

use std::ffi::OsString;

use anyhow::Result;

use super::{Verb, measure};
use crate::cargo::Cargo;
use crate::setup::Setup;

pub(super) const VERB: Verb = Verb {
    name: "faults",
    summary: "build the modules and make the host fail on purpose",
    help: "\
Builds what changed in modules-src, then makes the host fail on purpose and looks at what its callers get.
Exit code 1 when a figure does not hold. Ctrl-C ends it with what was measured so far.

Usage: cargo xtask faults [--only NAME,…] [--quick] [--json]
       cargo xtask faults --cache
       cargo xtask faults --store

  --only NAME,…  only these:
                   R4    components that are a burden to compile
                   R13   many cold loads of one module at once
                   R19   modules that call each other in circles, deeply and without measure
                   R20   a panic at each place of the host that a guest can reach
                   R23   2000 modules with 1024 open files allowed
                   R25   secrets in configuration, params and documents that must show up nowhere
  --quick        fewer modules and calls
  --json         print the figures as JSON on stdout
  --cache        instead, the cache's own tests of killed processes (R10, 500), damage (R11, 2000 seeds), processes
                 that share it (R12, 10000 loads each) and failing disks (R15), in these sizes
  --store        instead, the tests of the store of installed modules: killed processes (R10, 500), damage (R24, 2000
                 seeds), full disks, and many threads and processes, in these sizes

Examples:
  cargo xtask faults
  cargo xtask faults --only R20
",
    hands_on: false,
    run,
};

/// The names by which the cache's tests know their sizes, and the sizes of the acceptance figures.
const SIZES: [(&str, &str); 3] =
    [("PARSIFY_CACHE_KILLS", "500"), ("PARSIFY_CACHE_DAMAGE_SEEDS", "2000"), ("PARSIFY_CACHE_LOADS", "10000")];

fn run(words: Vec<OsString>) -> Result<()> {
    match &words[..] {
        [word] if word == "--cache" => return cache(),
        [word] if word == "--store" => return store(),
        _ => {}
    }
    measure::run("faults", &["--bin", "faults", "--features", "faults"], words)
}

fn cache() -> Result<()> {
    let setup = Setup::find()?;
    let words = ["test", "--profile", "bench", "--package", "parsify-cache", "--features", "faults", "--test", "it"];
    let cargo = Cargo::new(&words).locked_in_ci(&setup);
    let cargo = SIZES.iter().fold(cargo, |cargo, (name, size)| cargo.env(name, *size));
    measure::passed_on(cargo.status(&setup)?)
}

fn store() -> Result<()> {
    let setup = Setup::find()?;
    let words = ["test", "--profile", "bench", "--package", "parsify-loader", "--test", "it", "store"];
    let cargo = Cargo::new(&words).locked_in_ci(&setup).env("PARSIFY_FULL", "1");
    measure::passed_on(cargo.status(&setup)?)
}
