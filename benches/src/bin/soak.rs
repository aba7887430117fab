//! The sandbox under load for minutes. `cargo xtask soak` builds the guests and runs this.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a measurement reports on its standard output")]

use std::process::ExitCode;

use parsify_bench::soak::{self, Options, USAGE};
use parsify_bench::{figure, interrupt};

fn main() -> ExitCode {
    let options = match Options::parse(std::env::args_os().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("error: {error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let stop = interrupt::token();
    let figures = soak::run(&options, &stop);
    figure::print(&figures, options.json);
    match (figure::misses(&figures), stop.is_cancelled()) {
        (0, false) => ExitCode::SUCCESS,
        (0, true) => ExitCode::from(130),
        _ => ExitCode::FAILURE,
    }
}
