//! The project's own commands: builds the guest modules, checks the laws of the layers, runs every test the way CI does.
//!
//! It depends on no Parsify crate, so that it builds in seconds and still works while those crates do not compile.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "xtask speaks to the person at the terminal")]

mod cargo;
mod dispatch;
mod guests;
mod layers;
mod metadata;
mod outcome;
mod paint;
mod rustc;
mod setup;
mod suggest;
mod verbs;

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    verbs::api::stand_in(&words).unwrap_or_else(|| dispatch::run(words))
}
