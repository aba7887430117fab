//! The sandbox under load for minutes. `cargo xtask soak` builds the guests and runs this.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a measurement reports on its standard output")]

use std::process::ExitCode;

use parsify_bench::soak::{self, Options, USAGE};
use parsify_bench::{figure, interrupt};
use parsify_sandbox::CompileChild;

fn main() -> ExitCode {
    CompileChild::run_if_asked();
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
    figure::exit_code(&figures, stop.is_cancelled())
}
