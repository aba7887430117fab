//! The `parsify` command: runs operations of modules on files.
//!
//! It turns words into a call of the facade and the answer into text, JSON and an exit code. What a module does, where it
//! comes from and how it is fenced in is the facade's.
#![forbid(unsafe_code)]

mod app;
mod args;
mod commands;
mod exit;
mod input;
mod interrupt;
mod notice;
mod output;
mod params;
mod problem;
mod render;
mod status;

use std::process::ExitCode;

fn main() -> ExitCode {
    // Foreign components are compiled by this very program, started a second time, within limits.
    parsify::CompileChild::run_if_asked();
    let words: Vec<_> = std::env::args_os().collect();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            let failure = parsify::Failure::new(
                parsify::ErrorKind::Internal,
                parsify::error::code::HOST_INTERNAL,
                "the threads of this program cannot be started",
            )
            .with_source(error);
            return app::show_failure(&failure, args::wants_json(&words)).into();
        }
    };
    let exit = runtime.block_on(interrupt::guard(words));
    // A thread may still read standard input, or a native twin may still work; nobody waits for either.
    runtime.shutdown_background();
    exit.into()
}
