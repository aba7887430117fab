//! From a guest's sources to its core module, by cargo.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use super::flags::{guest_environment, memory_flag, stack_flag};
use super::{Guest, Toolchain};
use crate::cargo::Cargo;
use crate::setup::Setup;

/// Cargo decides in well under this time that nothing has to be done.
const WORTH_A_NOTE: Duration = Duration::from_millis(1500);

/// Compiles a guest, or finds that nothing changed; either way the core module's file.
pub(crate) fn compile(setup: &Setup, toolchain: &Toolchain, guest: &Guest) -> Result<PathBuf> {
    let cargo = command(setup, toolchain, guest);
    let mut child = cargo
        .command(setup)
        .stdout(Stdio::piped())
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("could not start `{}`", cargo.shown()))?;
    let note = note_later(format!("compiling {} {}", guest.name, guest.version));
    let mut found = None;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line.with_context(|| format!("could not read what cargo says about `{}`", guest.name))?;
            found = core_module(&line, guest).or(found);
        }
    }
    let status = child.wait().with_context(|| format!("lost `{}`", cargo.shown()))?;
    drop(note);
    if !status.success() {
        bail!(
            "it does not compile for {} ({status}); the compiler's messages are above (where the linker finds the initial \
             memory too small, stack and data do not fit into the {} bytes of `memory` in [package.metadata.parsify]; where \
             it misses `__getrandom_v03_custom`, a dependency asks for random bytes, which the feature `fixed-random` of \
             parsify-guest gives); \
             to repeat it: cargo xtask build-modules {}",
            super::TARGET,
            guest.memory,
            guest.name
        );
    }
    found.with_context(|| format!("cargo reported no core module; its command was: {}", cargo.shown()))
}

fn command(setup: &Setup, toolchain: &Toolchain, guest: &Guest) -> Cargo {
    // A manifest may say plain `lib`: natively a guest is an ordinary library, with ordinary unit tests.
    let cargo = Cargo::new(&["rustc", "--quiet", "--lib", "--crate-type", "cdylib", "--profile", "guest"])
        .args(["--package", &guest.name])
        .args(["--message-format", "json-render-diagnostics"])
        .rest(["-C", &stack_flag(guest.stack), "-C", &memory_flag(guest.memory)])
        .locked_in_ci(setup);
    guest_environment(cargo, setup, toolchain, Some(guest))
}

#[derive(Deserialize)]
struct Message {
    reason: String,
    #[serde(default)]
    package_id: String,
    #[serde(default)]
    filenames: Vec<PathBuf>,
}

fn core_module(line: &str, guest: &Guest) -> Option<PathBuf> {
    let message: Message = serde_json::from_str(line).ok()?;
    let ours = message.reason == "compiler-artifact" && message.package_id == guest.id;
    let is_wasm = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "wasm");
    if ours { message.filenames.into_iter().find(is_wasm) } else { None }
}

/// Says something when it takes long; silent when the returned value is dropped before.
fn note_later(text: String) -> mpsc::Sender<()> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        if receiver.recv_timeout(WORTH_A_NOTE) == Err(mpsc::RecvTimeoutError::Timeout) {
            eprintln!("{text} …");
        }
    });
    sender
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_guests_own_wasm_counts() {
        let guest = Guest::fake("echo");
        let line = |id: &str, file: &str| {
            format!(r#"{{"reason":"compiler-artifact","package_id":"{id}","filenames":["/t/x.d","{file}"]}}"#)
        };
        assert_eq!(core_module(&line("path#echo@1.0.0", "/t/echo.wasm"), &guest), Some("/t/echo.wasm".into()));
        assert_eq!(core_module(&line("other#1", "/t/other.wasm"), &guest), None);
        assert_eq!(core_module(&line("path#echo@1.0.0", "/t/libecho.rlib"), &guest), None);
        assert_eq!(core_module("not json", &guest), None);
    }
}
