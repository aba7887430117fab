//! Where results go: standard output, or a file that is replaced as a whole.

mod file;

use std::io::{self, ErrorKind as Io, IsTerminal as _, Write, stderr, stdout};

use parsify::serde_json::{Value, to_string_pretty};
use parsify::{ErrorKind, Failure};

pub(crate) use file::OutputFile;

use crate::problem::{self, problem};

/// Writes bytes to standard output as they are.
pub(crate) fn bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = stdout().lock();
    settle(out.write_all(bytes).and_then(|()| out.flush()))
}

/// Writes a document's text as it is; on a terminal, the prompt that follows gets a line of its own.
pub(crate) fn document(text: &str) -> Result<(), Failure> {
    let unfinished = stdout().is_terminal() && !text.is_empty() && !text.ends_with('\n');
    bytes(text.as_bytes())?;
    if unfinished { bytes(b"\n") } else { Ok(()) }
}

/// Writes what a program wrote. Into a pipe as it is; a terminal must not be driven by it.
pub(crate) fn program(text: &str) -> Result<(), Failure> {
    match stdout().is_terminal() {
        true => bytes(tame(text).as_bytes()),
        false => bytes(text.as_bytes()),
    }
}

/// The same to standard error; one that is closed is no reason to stop.
pub(crate) fn program_error(text: &str) {
    let mut out = stderr().lock();
    let tamed = if out.is_terminal() { tame(text) } else { text.to_owned() };
    let _ = out.write_all(tamed.as_bytes());
}

fn tame(text: &str) -> String {
    text.lines().map(|line| parsify::harmless(line) + "\n").collect()
}

/// Writes a text for people, coloured where that is wanted.
pub(crate) fn show(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    settle(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Writes one JSON value.
pub(crate) fn json(value: &Value) -> Result<(), Failure> {
    bytes(pretty(value).as_bytes())
}

/// A JSON value on lines of its own.
pub(crate) fn pretty(value: &Value) -> String {
    // A value whose keys are texts can always be written.
    to_string_pretty(value).unwrap_or_default() + "\n"
}

fn settle(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        // Whoever reads has read enough.
        Err(error) if error.kind() == Io::BrokenPipe => Ok(()),
        Err(error) => {
            Err(problem(ErrorKind::Internal, problem::OUTPUT, format!("standard output cannot be written: {error}"))
                .with_hint("check where it leads to, or write to a file with `-o FILE`"))
        }
        Ok(()) => Ok(()),
    }
}

/// Writes a binary document, but not into somebody's terminal.
pub(crate) fn binary(document: &[u8]) -> Result<(), Failure> {
    if stdout().is_terminal() {
        return Err(problem(
            ErrorKind::Params,
            problem::OUTPUT,
            "the result is binary, and standard output is a terminal",
        )
        .with_hint("write it to a file with `-o FILE`"));
    }
    bytes(document)
}
