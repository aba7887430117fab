//! `faults`: failures of the host on purpose, with freshly built modules.

use std::ffi::OsString;

use anyhow::Result;

use super::{Verb, measure};

pub(super) const VERB: Verb = Verb {
    name: "faults",
    summary: "build the modules and make the host fail on purpose",
    help: "\
Builds what changed in modules-src, then makes the host fail on purpose and looks at what its callers get.
Exit code 1 when a figure does not hold. Ctrl-C ends it with what was measured so far.

Usage: cargo xtask faults [--only NAME,…] [--quick] [--json]

  --only NAME,…  only these:
                   R4    components that are a burden to compile
                   R13   many cold loads of one module at once
                   R20   a panic at each place of the host that a guest can reach
                   R23   2000 modules with 1024 open files allowed
                   R25   secrets in configuration, params and documents that must show up nowhere
  --quick        fewer modules and calls
  --json         print the figures as JSON on stdout

Examples:
  cargo xtask faults
  cargo xtask faults --only R20
",
    hands_on: false,
    run,
};

fn run(words: Vec<OsString>) -> Result<()> {
    measure::run("faults", &["--bin", "faults", "--features", "faults"], words)
}
