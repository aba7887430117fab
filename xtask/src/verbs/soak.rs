//! `soak`: the sandbox under load, with freshly built modules.

use std::ffi::OsString;

use anyhow::Result;

use super::{Verb, measure};

pub(super) const VERB: Verb = Verb {
    name: "soak",
    summary: "build the modules and put the sandbox under load for minutes",
    help: "\
Builds what changed in modules-src, then puts the sandbox under load and compares what it measures with the
acceptance figures. Exit code 1 when a figure does not hold. Ctrl-C ends it with what was measured so far.

Usage: cargo xtask soak [--calls N] [--threads T] [--minutes M] [--only NAME,…] [--quick | --full] [--json]

  --calls N      calls of the long run, R5 (1000000; with --quick 20000, with --full 10000000)
  --threads T    worker threads (as many as there are cores)
  --minutes M    the long run ends after so many minutes at the latest (2; with --full 30)
  --only NAME,…  only these:
                   R2    how much later than its deadline a call comes back
                   R3    what healthy calls notice of hostile ones
                   R5    errors, and what the process holds, over many calls of which 5 % are hostile
                   R6    a thousand callers of a manager, and ten thousand
                   R7    calls cancelled at random moments
                   R8    calls a second, and how they scale over threads
                   R9    whether anything of one call is there in the next
                   R22   what is tried again, and when the breaker opens
                   idle  resident memory of a host that has called one module once
  --quick        everything small; figures of time are told and not judged
  --full         everything as large as the acceptance figures say
  --json         print the figures as JSON on stdout

Examples:
  cargo xtask soak                           some minutes
  cargo xtask soak --calls 20000 --quick     what fits into CI
  cargo xtask soak --only R8 --threads 2
",
    hands_on: false,
    run,
};

fn run(words: Vec<OsString>) -> Result<()> {
    measure::run("soak", &["--bins"], words)
}
