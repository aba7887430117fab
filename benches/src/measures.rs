//! What the programs `soak` and `faults` have in common: a list of measures by name, and words that pick from it.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a measurement reports on its standard output")]

use std::ffi::OsString;
use std::process::ExitCode;

use lexopt::ValueExt as _;
use parsify_interface::CancelToken;

use crate::figure::{self, Figure};
use crate::{interrupt, progress};

/// Measures with these options, until all is done or the token says stop.
pub(crate) type Measure<O> = fn(&O, &CancelToken) -> Vec<Figure>;

/// The names after `--only`; none of them stands for all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Only(Vec<String>);

impl Only {
    /// Reads the names, separated by commas.
    pub(crate) fn read(parser: &mut lexopt::Parser) -> Result<Self, lexopt::Error> {
        Ok(Self(parser.value()?.string()?.split(',').map(str::to_owned).collect()))
    }

    /// Every name is one of these measures'.
    pub(crate) fn check<O>(&self, measures: &[(&str, Measure<O>)]) -> Result<(), lexopt::Error> {
        match self.0.iter().find(|name| !measures.iter().any(|(known, _)| known == name)) {
            Some(name) => Err(format!("there is no figure `{name}`").into()),
            None => Ok(()),
        }
    }

    pub(crate) fn wants(&self, name: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|only| only == name)
    }
}

/// Takes the measures that are wanted, in their order.
pub(crate) fn run<O>(measures: &[(&str, Measure<O>)], only: &Only, options: &O, stop: &CancelToken) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (name, measure) in measures {
        if only.wants(name) && !stop.is_cancelled() {
            progress::show(&format!("{name} …"));
            figures.extend(measure(options, stop));
        }
    }
    progress::clear();
    figures
}

/// The program around it: reads the command line, runs, prints the figures. Exit code 1 when one does not hold, 2 when the
/// words make no sense.
pub fn program<O>(
    usage: &str,
    parse: fn(Vec<OsString>) -> Result<Option<O>, lexopt::Error>,
    run: fn(&O, &CancelToken) -> Vec<Figure>,
    json: fn(&O) -> bool,
) -> ExitCode {
    let options = match parse(std::env::args_os().skip(1).collect()) {
        Ok(Some(options)) => options,
        Ok(None) => {
            print!("{usage}");
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("error: {error}\n\n{usage}");
            return ExitCode::from(2);
        }
    };
    let stop = interrupt::token();
    let figures = run(&options, &stop);
    figure::print(&figures, json(&options));
    figure::exit_code(&figures, stop.is_cancelled())
}
