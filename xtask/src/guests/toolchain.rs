//! The toolchain that compiles guests, and whether it has a standard library for them.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::setup::Setup;
use crate::{cargo, rustc};

/// The target of every guest: it imports nothing, so that a guest can do nothing the WIT does not say.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// Names another rustup toolchain for the guests, where the target cannot be added to the usual one.
pub(crate) const TOOLCHAIN_VARIABLE: &str = "PARSIFY_GUEST_TOOLCHAIN";

/// A toolchain as its compiler reports it.
#[derive(Debug, Clone)]
pub(crate) struct Toolchain {
    /// Set only when the variable asks for another toolchain than the one in use.
    pub(crate) name: Option<String>,
    pub(crate) sysroot: PathBuf,
    /// The compiler's commit, under which the standard library's sources are known.
    pub(crate) commit: Option<String>,
}

impl Toolchain {
    /// The toolchain for guests.
    pub(crate) fn find(setup: &Setup) -> Result<Self> {
        let name = std::env::var(TOOLCHAIN_VARIABLE).ok().filter(|name| !name.trim().is_empty());
        let lost = || match &name {
            Some(name) => format!(
                "{TOOLCHAIN_VARIABLE} names the toolchain `{name}`, but its rustc does not answer; \
                 `rustup toolchain list` shows what is installed"
            ),
            None => "rustc does not answer; install Rust from https://rustup.rs".to_owned(),
        };
        let sysroot = rustc::ask(setup, name.as_deref(), &["--print", "sysroot"]).with_context(lost)?;
        let commit = rustc::about(setup, name.as_deref()).with_context(lost)?.commit;
        Ok(Self { name, sysroot: sysroot.trim().into(), commit })
    }

    /// Whether the standard library for guests is there. The sysroot is asked, not rustup: a compiler from a
    /// distribution has no rustup and may well have the target.
    pub(crate) fn has_target(&self) -> bool {
        has_core(&self.sysroot.join("lib/rustlib").join(TARGET).join("lib"))
    }

    /// Adds the target through rustup when it is missing.
    pub(crate) fn ensure_target(&self, setup: &Setup) -> Result<()> {
        if self.has_target() {
            return Ok(());
        }
        if let Some(name) = &self.name {
            bail!(
                "the toolchain `{name}` ({TOOLCHAIN_VARIABLE}) has no standard library for {TARGET} in {}; \
                 use a toolchain that has one, or unset the variable to use the default toolchain",
                self.sysroot.display()
            );
        }
        eprintln!("adding the target {TARGET} to the toolchain in use");
        let mut command = Command::new("rustup");
        command.args(["target", "add", TARGET]);
        cargo::clean(&mut command, &setup.target);
        let added = command.status();
        if self.has_target() {
            return Ok(());
        }
        let reason = match added {
            Ok(status) => format!("`rustup target add` ended with {status}"),
            Err(error) => format!("rustup could not be started ({error})"),
        };
        bail!(
            "guests need the standard library for {TARGET}, and it could not be added: {reason}.\n\
             Either run `rustup target add {TARGET}` where the network allows it,\n\
             or link a toolchain that has the target and name it: {TOOLCHAIN_VARIABLE}=NAME"
        );
    }
}

fn has_core(folder: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
}
