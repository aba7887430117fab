//! `test`: every check there is, in the order of what fails fastest.

mod plan;
mod table;

use std::ffi::OsString;
use std::time::{Duration, Instant};

use anyhow::Result;
use lexopt::Arg::Long;

use self::plan::{Action, Step};
use super::{Verb, advisories, api, unexpected};
use crate::guests;
use crate::layers;
use crate::outcome::Ended;
use crate::paint::Paint;
use crate::setup::Setup;

pub(super) const VERB: Verb = Verb {
    name: "test",
    summary: "run every check: format, layers, advisories, modules, lints, tests, docs",
    help: "\
Runs every check in this order and stops at the first that fails: format, layers, advisories, build-modules, clippy for the
host and for the guests, the pure crates for WebAssembly, tests (with cargo-nextest where it is installed),
documentation tests, documentation, the public API. CI runs the same; with CI=true nothing is coloured and Cargo.lock is locked.

Usage: cargo xtask test [--no-fail-fast] [-- FILTER…]

  --no-fail-fast   go on after a failure, and fail at the end
  FILTER…          only tests with one of these words in their name

Examples:
  cargo xtask test
  cargo xtask test -- fallback breaker
",
    hands_on: false,
    run,
};

/// How the checks are run.
#[derive(Debug, Default)]
pub(super) struct Options {
    /// Go on after a failure.
    pub(super) go_on: bool,
    /// Words in the names of tests.
    pub(super) filters: Vec<OsString>,
}

fn run(words: Vec<OsString>) -> Result<()> {
    let mut options = Options::default();
    let mut words = words.into_iter();
    let ours: Vec<OsString> = words.by_ref().take_while(|word| word != "--").collect();
    options.filters = words.collect();
    let mut parser = lexopt::Parser::from_args(ours);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("no-fail-fast") => options.go_on = true,
            other => return Err(unexpected(&other, VERB.name, &["no-fail-fast"])),
        }
    }
    all(&Setup::find()?, &options)
}

/// How one step went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Went {
    Well,
    Badly,
    NotRun,
}

/// Runs the steps, says how each went, and fails when one failed.
pub(super) fn all(setup: &Setup, options: &Options) -> Result<()> {
    let start = Instant::now();
    let steps = plan::steps(setup, options)?;
    let paint = setup.paint();
    let mut results: Vec<(&str, Went, Duration)> = Vec::new();
    let mut stopped = false;
    for step in &steps {
        if stopped {
            results.push((step.name, Went::NotRun, Duration::ZERO));
            continue;
        }
        eprintln!("\n{}", paint.bold(&format!("==> {}", step.name)));
        let begun = Instant::now();
        let good = take(setup, step);
        let took = begun.elapsed();
        if good {
            eprintln!("{} in {:.1} s", paint.good("ok"), took.as_secs_f64());
        } else {
            eprintln!(
                "{} after {:.1} s; to repeat it: {}",
                paint.bad("failed"),
                took.as_secs_f64(),
                step.action.shown()
            );
            stopped = !options.go_on;
        }
        results.push((step.name, if good { Went::Well } else { Went::Badly }, took));
    }
    eprint!("\n{}", table::text(&results, start.elapsed(), paint));
    if results.iter().all(|(_, went, _)| *went == Went::Well) { Ok(()) } else { Err(Ended(1).into()) }
}

fn take(setup: &Setup, step: &Step) -> bool {
    let good = match &step.action {
        Action::Cargo(cargo) => cargo.status(setup).map(|status| status.success()),
        Action::Layers => layers::judge(setup).map(|verdicts| layers::report(&verdicts, Paint::for_stdout(setup.ci))),
        Action::Advisories => advisories::check(setup, false),
        Action::Api => api::check(setup, false),
        Action::BuildModules => {
            let options = guests::Options::default();
            guests::build(setup, &options).map(|report| report.is_good(&options))
        }
    };
    good.unwrap_or_else(|error| {
        eprintln!("{} {error:#}", setup.paint().bad("error:"));
        false
    })
}
